"""``right_there(typed, again, ...)``: what should stand in the first wrong line of a filled sheet.

The right value, from the lines before it, of the first wrong cell of that line; the first cell of
the first line if none is wrong.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from exercises.errors import BadVariant
from exercises.ops import first_wrong
from exercises.ops.base import Misconception, Op, Site
from exercises.ops.first_wrong import (
    beside_truth,
    differs,
    first,
    last_off,
    pairs,
    second_off,
    wrong_lines,
)
from exercises.steps import Rule
from exercises.tex import Index, Token
from exercises.values import Shape, Value

TYPED, RIGHT = 0, 1


def _table(values: Sequence[Value], which: int) -> Value:
    """One number for each line, ``(rows, lines)``: typed or right, at the telling cell."""
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
    """The number of that line; of the first one where there is no such line."""
    rows = max(len(line), len(table))
    at = np.broadcast_to(np.maximum(line, 1), (rows,)).astype(np.int64)[:, None] - 1
    return np.take_along_axis(np.broadcast_to(table, (rows, table.shape[1])), at, axis=1)[:, 0]


def value(*values: Value) -> Value:
    """What the right rule gives in the first wrong line."""
    return _in_line(first(wrong_lines(values)), _table(values, RIGHT))


def shape(*shapes: Shape) -> Shape:
    """A number; see ``first_wrong``."""
    if len(shapes) < 2:
        raise BadVariant("right_there: one line does not fit: it takes pairs of values.")
    return first_wrong.shape(*shapes)


def _cell(_index: Index, *_tokens: Token) -> str:
    return r"\mathrm{the\ right\ rule\ of\ that\ line,\ from\ the\ lines\ before\ it}"


OP = Op(
    name="right_there",
    kind="audit",
    arguments=("typed", "again"),
    variadic=True,
    f=value,
    shape=shape,
    pulls=(),
    cell=_cell,
    words="Apply the right rule of that line to the numbers that stand in the lines before it.",
    title="what should stand there",
    examples=(((), ()), ((), (), (2,), (2,))),
)


def _as_it_stands(site: Site) -> Iterable[Rule | None]:
    uses = tuple(range(len(site.inputs)))
    return [site.rule(uses, lambda *v: _in_line(first(wrong_lines(v)), _table(v, TYPED)))]


def mistaken(lines: Sequence[Value], beside: Sequence[Value]) -> list[Value]:
    """What one may answer: the right value, what stands there, and what belongs to other lines.

    ``lines`` are those that the op takes, ``beside`` the lines as typed beside the truth.
    """
    right = _table(lines, RIGHT)
    there = first(wrong_lines(lines))
    others = [_in_line(choose(beside), right) for choose in (last_off, second_off)]
    return [_in_line(there, right), _in_line(there, _table(lines, TYPED)), *others]


def _of_line(choose: Callable[[Sequence[Value]], Value]) -> Callable[[Site], list[Rule | None]]:
    """The right value of another line, chosen from lines as typed beside the truth."""

    def rules(site: Site) -> list[Rule | None]:
        count = len(site.inputs)

        def f(*values: Value) -> Value:
            return _in_line(choose(values[count:]), _table(values[:count], RIGHT))

        return [site.rule((*range(count), *beside_truth(site)), f)]

    return rules


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
    Misconception(
        id="ERR_VALUE_LAST",
        name="the value of the last line that is off",
        at="right_there",
        rules=_of_line(last_off),
        messages=(
            "This belongs to another line, which only carries on what went wrong before it.",
            "Asked is the value of the first line that does not follow from the lines before it.",
        ),
    ),
    Misconception(
        id="ERR_VALUE_CARRIED",
        name="the value of a line that carries the error on",
        at="right_there",
        rules=_of_line(second_off),
        messages=(
            "This belongs to a later line, which only passes the error on.",
            "Asked is the value of the first line that does not follow from the lines before it.",
        ),
    ),
)
