"""``right_there(line, typed, again, ...)``: what should stand in a line of a filled sheet.

The right value, from the lines before it, of the first wrong cell of that line; of its first cell
if none is wrong.
"""

from collections.abc import Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops import first_wrong
from exercises.ops.base import Misconception, Op, Site
from exercises.ops.first_wrong import differs, pairs
from exercises.steps import Rule
from exercises.tex import Index, Token
from exercises.values import Shape, Value


def _table(values: tuple[Value, ...], which: int) -> Value:
    """One number for each line, ``(rows, lines)``: typed (0) or right (1) at the telling cell."""
    columns = []
    for pair in pairs(values):
        telling = differs(*pair).argmax(1)
        flat = pair[which].reshape(len(pair[which]), -1)
        rows = max(len(flat), len(telling))
        at = np.broadcast_to(telling, (rows,))[:, None]
        spread = np.broadcast_to(flat, (rows, flat.shape[1]))
        columns.append(np.take_along_axis(spread, at, axis=1)[:, 0])
    return np.stack(np.broadcast_arrays(*columns), axis=1)


def _in_line(line: Value, table: Value) -> Value:
    """The number of that line; NaN where there is no such line."""
    rows = max(len(line), len(table))
    number = np.broadcast_to(line, (rows,))
    known = (number >= 1) & (number <= table.shape[1]) & (number == np.rint(number))
    at = np.where(known, number, 1).astype(np.int64)[:, None] - 1
    found = np.take_along_axis(np.broadcast_to(table, (rows, table.shape[1])), at, axis=1)[:, 0]
    return np.where(known, found, np.nan)


def value(line: Value, *values: Value) -> Value:
    """What the right rule gives in that line."""
    return _in_line(line, _table(values, 1))


def shape(line: Shape, *shapes: Shape) -> Shape:
    """A number; see ``first_wrong``."""
    if line != ():
        raise BadVariant("right_there: the number of a line must fit one number.")
    return first_wrong.shape(*shapes)


def _cell(_index: Index, *_tokens: Token) -> str:
    return r"\mathrm{the\ right\ rule\ of\ that\ line,\ from\ the\ lines\ before\ it}"


def _as_it_stands(site: Site) -> Iterable[Rule | None]:
    uses = tuple(range(len(site.inputs)))
    return [site.rule(uses, lambda line, *values: _in_line(line, _table(values, 0)))]


OP = Op(
    name="right_there",
    kind="audit",
    arguments=("line", "typed", "again"),
    variadic=True,
    f=value,
    shape=shape,
    pulls=(),
    cell=_cell,
    words="Apply the right rule of that line to the numbers that stand in the lines before it.",
    title="what should stand there",
    examples=(((), (), ()), ((), (), (), (2,), (2,))),
)

MISCONCEPTIONS = (
    Misconception(
        id="ERR_COPY",
        name="the wrong number copied",
        at="right_there",
        rules=_as_it_stands,
        messages=(
            "This is the number that stands there already.",
            "Asked is what should stand there: apply the right rule to the lines before it.",
        ),
    ),
)
