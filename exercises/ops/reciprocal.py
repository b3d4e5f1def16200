"""``reciprocal(x)`` = 1/x, cell by cell."""

import numpy as np

from exercises.ops.base import G, Misconception, Op, Pull, Route, Y, elementwise
from exercises.tex import factor


def _slope_formula(g: str, x: str) -> str:
    return rf"-\frac{{{g or 1}}}{{{factor(x)}^2}}"


OP = Op(
    name="reciprocal",
    kind="arithmetic",
    arguments=("x",),
    f=np.reciprocal,
    shape=lambda x: x,
    elementwise=True,
    pulls=(
        Pull(
            uses=(G, 0),
            f=lambda g, x: -g / x**2,
            cell=elementwise(_slope_formula),
            words="The slope of a reciprocal is minus one over the square: divide what "
            "arrives by the square, and turn the sign round.",
            caption="passed back to {wrt}",
            also=(Route((G, Y), lambda g, y: -g * y * y),),
        ),
    ),
    cell=elementwise(lambda x: rf"\frac{{1}}{{{x}}}"),
    words="Divide one by the value.",
    title="reciprocal",
)

MISCONCEPTIONS = (
    Misconception(
        id="GATE_INV_SIGN",
        name="sign or square of the slope of a reciprocal missing",
        at="reciprocal:0",
        rules=lambda site: [
            site.rule((G, 0), lambda g, x: g / x**2),
            site.rule((G, 0), lambda g, x: -g / x),
        ],
        messages=(
            "Something is missing in the slope of this reciprocal.",
            "Write the reciprocal as a power, with the exponent minus one, and use the power rule: "
            "a minus sign comes down, and the exponent becomes minus two.",
        ),
    ),
)
