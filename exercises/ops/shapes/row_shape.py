"""``row_shape(columns)``: the shape of a single row, as a bias is written."""

from collections.abc import Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import Misconception, Op, Site, local
from exercises.ops.shapes.linear_shape import batch_of
from exercises.steps import Rule
from exercises.tex import Index, Token
from exercises.values import Shape, Value


def value(columns: Value) -> Value:
    """One row."""
    return np.stack([np.ones_like(columns), columns], axis=1)


def shape(columns: Shape) -> Shape:
    """A pair; the size is a number."""
    if columns:
        raise BadVariant(f"row_shape: a size of the shape {columns} does not fit.")
    return (2,)


def _cell(index: Index, columns: Token) -> str:
    return columns[()] if index == (1,) else "1"


OP = Op(
    name="row_shape",
    kind="shape",
    arguments=("columns",),
    f=value,
    shape=shape,
    pulls=(),
    cell=_cell,
    whole=lambda columns: rf"\left(1,\ {columns[()]}\right)",
    words="A bias is a single row with one number for each unit.",
    title="shape of a row",
    examples=(((),),),
)


def _for_each_example(site: Site) -> Iterable[Rule | None]:
    batch = batch_of(site, site.output)
    if batch is None:
        return []
    return [site.rule((batch, 0), lambda x, n: np.stack(np.broadcast_arrays(x[:, 0], n), 1))]


MISCONCEPTIONS = (
    Misconception(
        id="SHAPE_BIAS_COLUMN",
        name="bias written as a column",
        at="row_shape",
        rules=local(0, f=lambda n: value(n)[:, ::-1]),
        convention=True,
        messages=(
            "This fits a layout with a column for each example.",
            "Here examples are rows, and the bias is added to every row: it is a row itself.",
        ),
    ),
    Misconception(
        id="SHAPE_BIAS_BATCH",
        name="a bias of its own for each example",
        at="row_shape",
        rules=_for_each_example,
        messages=(
            "The number of examples got into a parameter.",
            "The bias is learned once and serves every example: one number for each unit, however "
            "many examples there are.",
        ),
    ),
)
