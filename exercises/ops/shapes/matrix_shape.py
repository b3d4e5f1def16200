"""``matrix_shape(rows, columns)``: the shape of a matrix from its two sizes."""

from collections.abc import Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import Misconception, Op, Site
from exercises.steps import Rule
from exercises.tex import Index, Token
from exercises.values import Shape, Value


def value(rows: Value, columns: Value) -> Value:
    """The pair of both."""
    return np.stack(np.broadcast_arrays(rows, columns), axis=1)


def shape(rows: Shape, columns: Shape) -> Shape:
    """A pair; both sizes are numbers."""
    if rows or columns:
        raise BadVariant(f"matrix_shape: sizes of the shapes {rows} and {columns} do not fit.")
    return (2,)


def _cell(index: Index, *sizes: Token) -> str:
    return sizes[index[0]][()]


OP = Op(
    name="matrix_shape",
    kind="shape",
    arguments=("rows", "columns"),
    f=value,
    shape=shape,
    pulls=(),
    cell=_cell,
    whole=lambda rows, columns: rf"\left({rows[()]},\ {columns[()]}\right)",
    words="Rows first, then columns; of weights a row for each unit and a column for each input.",
    title="shape",
    examples=(((), ()),),
)


def _weights_turned(site: Site) -> Iterable[Rule | None]:
    """Of weights that are asked: that examples are rows is what the sheet says."""
    is_weights = any(
        s.op == "linear_shape" and s.rule.inputs[1] == site.output
        for s in site.graph.consumers(site.output)
    )
    return [site.rule((1, 0), value)] if is_weights and site.step.asked else []


MISCONCEPTIONS = (
    Misconception(
        id="SHAPE_IN_OUT",
        name="weights written with a row for each input",
        at="matrix_shape",
        rules=_weights_turned,
        convention=True,
        messages=(
            "This fits weights that are written the other way round.",
            "Some books give each input a row. Here every unit has a row with one weight for each "
            "of its inputs: first out, then in.",
        ),
    ),
)
