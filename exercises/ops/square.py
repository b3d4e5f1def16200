"""``square(x)``: x^2, cell by cell."""

import numpy as np

from exercises.ops.base import G, Op, Pull, elementwise
from exercises.tex import factor, times

OP = Op(
    name="square",
    kind="arithmetic",
    arguments=("x",),
    f=np.square,
    shape=lambda x: x,
    pulls=(
        Pull(
            uses=(G, 0),
            f=lambda g, x: 2 * g * x,
            cell=elementwise(lambda g, x: times(g, "2", x)),
            words="The slope of a square is twice what is squared; multiply it by what arrives.",
            caption="back through the square of {wrt}",
        ),
    ),
    cell=elementwise(lambda x: f"{factor(x)}^2"),
    words="Multiply each value by itself.",
    title="square",
)
