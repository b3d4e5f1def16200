"""``div(a, b)``: the quotient a / b, cell by cell."""

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Misconception, Op, Pull, Route, Y, elementwise, local
from exercises.tex import times
from exercises.values import Value


def quotient(a: Value, b: Value) -> Value:
    """a / b, cell by cell; no number where b is 0."""
    top, bottom = aligned(a, b)
    return np.asarray(top / np.where(bottom == 0, np.nan, bottom))


def fraction(a: str, b: str) -> str:
    """LaTeX of a quotient."""
    return rf"\frac{{{a}}}{{{b}}}"


def _by_denominator(g: Value, y: Value, b: Value) -> Value:
    return -quotient(g * y, b)


OP = Op(
    name="div",
    kind="arithmetic",
    arguments=("a", "b"),
    f=quotient,
    shape=common_shape,
    elementwise=True,
    pulls=(
        Pull(
            uses=(G, 1),
            f=quotient,
            cell=elementwise(lambda g, b: fraction(g or "1", b)),
            words="What is divided gets what arrives, divided by the same number.",
            caption="passed back to {wrt}",
        ),
        Pull(
            uses=(G, Y, 1),
            f=_by_denominator,
            cell=elementwise(lambda g, y, b: f"-{fraction(times(g, y), b)}"),
            words="A greater divisor makes the quotient smaller: it gets minus what arrives, times "
            "the quotient, divided by itself.",
            caption="passed back to {wrt}",
            also=(Route((G, 0, 1), lambda g, a, b: _by_denominator(g, quotient(a, b), b)),),
        ),
    ),
    cell=elementwise(fraction),
    words="Divide the first value by the second.",
    title="quotient",
    examples=(((), ()), ((3,), (3,)), ((3,), ()), ((2, 3), (2, 1))),
)

MISCONCEPTIONS = (
    Misconception(
        id="GATE_DIV_SIGN",
        name="minus sign of a divisor forgotten on the way back",
        at="div:1",
        rules=local(G, Y, 1, f=lambda g, y, b: quotient(g * y, b)),
        messages=(
            "The right size; check the sign.",
            "Divide by more and you get less: the slope of a quotient by its divisor is negative.",
        ),
    ),
    Misconception(
        id="GATE_DIV_UNSQUARED",
        name="divisor not squared in its own slope",
        at="div:1",
        rules=local(G, 0, 1, f=lambda g, a, b: -quotient(g * a, b)),
        messages=(
            "The slope by the divisor was divided once where it takes two.",
            "The slope of a / b by b is -a / b^2, which is the same as -(a / b) / b.",
        ),
    ),
)
