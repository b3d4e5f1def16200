"""``sum(x)``: the sum of all cells."""

import numpy as np

from exercises.ops.base import G, Op, Pull
from exercises.tex import Index, Token, plus
from exercises.values import Value, cells, spread


def value(x: Value) -> Value:
    """Sum of all cells of each row."""
    return np.asarray(x.sum(axis=tuple(range(1, x.ndim))))


def _cell(index: Index, x: Token) -> str:
    return plus(x[i] for i in cells(x.shape))


OP = Op(
    name="sum",
    kind="arithmetic",
    arguments=("x",),
    f=value,
    shape=lambda x: (),
    pulls=(
        Pull(
            uses=(G, 0),
            f=lambda g, x: spread(g, x) * (x * 0 + 1),
            cell=lambda index, g, x: g[()] or "1",
            whole=lambda g, x: g[()] or "1",
            words="A sum passes what arrives on to each addend unchanged.",
            caption="passed back to {wrt}",
        ),
    ),
    cell=_cell,
    whole=lambda x: rf"\sum {x[()]}",
    words="Add up all cells.",
    title="sum",
    examples=(((3,),), ((2, 2),), ((),)),
)
