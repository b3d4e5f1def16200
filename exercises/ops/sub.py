"""``sub(a, b)``: the difference a - b, cell by cell."""

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Misconception, Op, Pull, elementwise, local
from exercises.tex import factor


def minus(a: str, b: str) -> str:
    """LaTeX of a difference."""
    return f"{a} - {factor(b)}"


OP = Op(
    name="sub",
    kind="arithmetic",
    arguments=("a", "b"),
    f=lambda a, b: np.subtract(*aligned(a, b)),
    shape=common_shape,
    elementwise=True,
    pulls=(
        Pull(
            uses=(G,),
            f=lambda g: g,
            cell=elementwise(lambda g: g or "1"),
            words="The first value of a difference gets what arrives, unchanged.",
            caption="passed back to {wrt}",
        ),
        Pull(
            uses=(G,),
            f=lambda g: -g,
            cell=elementwise(lambda g: f"-{factor(g or '1')}"),
            words="The second value of a difference gets minus what arrives.",
            caption="passed back to {wrt}",
        ),
    ),
    cell=elementwise(minus),
    words="Subtract the second value from the first.",
    title="difference",
    examples=(((), ()), ((2, 2), (2, 2)), ((3,), ())),
)

MISCONCEPTIONS = (
    Misconception(
        id="GATE_SUB_SIGN",
        name="minus sign of a difference forgotten on the way back",
        at="sub:1",
        rules=local(G, f=lambda g: g),
        messages=(
            "The right size; check the sign.",
            "When the value that is taken away grows, the difference shrinks: what arrives comes "
            "back with a minus sign.",
        ),
    ),
)
