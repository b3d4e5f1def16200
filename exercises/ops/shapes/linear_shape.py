"""``linear_shape(x, W, b)``: the shape of X W^T + b from the shapes of its parts."""

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import Misconception, Op, Site, local
from exercises.tex import Index, Token
from exercises.values import Shape, Value


def value(x: Value, W: Value, b: Value) -> Value:
    """As many rows as ``x`` has, as many columns as ``W`` has rows."""
    return np.stack(np.broadcast_arrays(x[:, 0], W[:, 0], b[:, 0])[:2], axis=1)


def shape(*parts: Shape) -> Shape:
    """A pair, as every argument is."""
    if set(parts) != {(2,)}:
        raise BadVariant("linear_shape: its arguments do not fit, they must be pairs.")
    return (2,)


def _cell(index: Index, x: Token, W: Token, _b: Token) -> str:
    return (x, W)[index[0]][(0,)]


OP = Op(
    name="linear_shape",
    kind="shape",
    arguments=("x", "W", "b"),
    f=value,
    shape=shape,
    pulls=(),
    cell=_cell,
    whole=lambda x, W, b: rf"\left({x[(0,)]},\ {W[(0,)]}\right)",
    words="Each example keeps its row, and every unit gives it one number, in a column.",
    title="shape of a weighted sum",
    examples=(((2,), (2,), (2,)),),
)


def batch_of(site: Site, parameter: str) -> str | None:
    """The shape of the input that a parameter meets: its rows count the examples."""
    layers = [s for s in site.graph.consumers(parameter) if s.op == OP.name]
    return layers[0].rule.inputs[0] if layers else None


MISCONCEPTIONS = (
    Misconception(
        id="SHAPE_INNER",
        name="size that is summed over kept in the result",
        at="linear_shape",
        rules=local(0, 1, f=lambda x, W: np.stack(np.broadcast_arrays(x[:, 0], W[:, 1]), 1)),
        messages=(
            "A size is still there that the sum uses up.",
            "Each unit adds up over all of its inputs, so their number is gone afterwards; what "
            "remains is one number for each unit.",
        ),
    ),
)
