"""``exp(x)`` = e^x, cell by cell."""

import numpy as np

from exercises.ops.base import G, Misconception, Op, Pull, Route, Y, elementwise, local
from exercises.tex import times

OP = Op(
    name="exp",
    kind="arithmetic",
    arguments=("x",),
    f=np.exp,
    shape=lambda x: x,
    elementwise=True,
    pulls=(
        Pull(
            uses=(G, Y),
            f=lambda g, y: g * y,
            cell=elementwise(times),
            words="The exponential is its own slope: what arrives, times the value of the "
            "exponential itself.",
            caption="passed back to {wrt}",
            also=(Route((G, 0), lambda g, x: g * np.exp(x)),),
        ),
    ),
    cell=elementwise(lambda x: f"e^{{{x}}}"),
    words="Raise e to the power of the value.",
    title="exponential",
)

MISCONCEPTIONS = (
    Misconception(
        id="GATE_EXP_INPUT",
        name="exponent taken as the slope of the exponential",
        at="exp:0",
        rules=local(G, 0, f=lambda g, x: g * x),
        messages=(
            "You multiplied by what went into this gate.",
            "The exponential is its own derivative: multiply by the value that came out of it.",
        ),
    ),
    Misconception(
        id="GATE_EXP_POWER",
        name="exponential differentiated like a power",
        at="exp:0",
        rules=local(G, 0, f=lambda g, x: g * x * np.exp(x - 1)),
        messages=(
            "This is the rule for another kind of function.",
            "The power rule is for a variable in the base. Here the variable is the exponent, and "
            "the slope of e^x is e^x.",
        ),
    ),
)
