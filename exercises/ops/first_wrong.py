"""``first_wrong(typed, again, ...)``: the number of the first line that does not follow.

Takes pairs: what somebody typed in a line, and what the right rule gives from the lines typed
before it. Lines count from 1; 0 if all follow.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from exercises.errors import BadVariant
from exercises.names import TYPED
from exercises.ops.base import Misconception, Op, Site
from exercises.steps import Rule
from exercises.tex import Index, Token
from exercises.values import Shape, Value

TOLERANCE = 0.0012
"""Twice the rounding of a third decimal, and a little."""


def pairs(values: Sequence[Value]) -> list[tuple[Value, Value]]:
    """Typed and right value, line by line."""
    return list(zip(values[::2], values[1::2], strict=True))


def differs(typed: Value, again: Value, tolerance: float = TOLERANCE) -> Value:
    """For each row, which cells of a line are wrong: ``(rows, cells)``."""
    off = np.abs(typed - again)
    return np.asarray(~(off.reshape(len(off), -1) <= tolerance))


def wrong_lines(values: Sequence[Value], tolerance: float = TOLERANCE) -> Value:
    """For each row, which lines are wrong: ``(rows, lines)``."""
    flags = [differs(*pair, tolerance).any(1) for pair in pairs(values)]
    return np.stack(np.broadcast_arrays(*flags), axis=1)


def first(flags: Value) -> Value:
    """For each row, the number of the first flag; 0 if there is none."""
    return np.where(flags.any(1), (flags != 0).argmax(1) + 1.0, 0.0)


def _last(flags: Value) -> Value:
    lines = flags.shape[1]
    return np.where(flags.any(1), lines - flags[:, ::-1].argmax(1) + 0.0, 0.0)


def value(*values: Value, tolerance: float) -> Value:
    """The first wrong line."""
    return first(wrong_lines(values, tolerance))


def shape(*shapes: Shape) -> Shape:
    """A number; typed and right value of a line have one shape."""
    if len(shapes) % 2 or any(a != b for a, b in zip(shapes[::2], shapes[1::2], strict=True)):
        raise BadVariant("first_wrong: the values typed and the right ones do not fit together.")
    return ()


def _cell(_index: Index, *_lines: Token, tolerance: float) -> str:
    return r"\mathrm{the\ first\ line\ that\ does\ not\ follow\ from\ the\ lines\ before\ it}"


OP = Op(
    name="first_wrong",
    kind="audit",
    arguments=("typed", "again"),
    variadic=True,
    f=value,
    shape=shape,
    attrs={"tolerance": TOLERANCE},
    pulls=(),
    cell=_cell,
    words="Work out each line from the numbers that stand in the lines before it, right or wrong, "
    "until one does not agree.",
    title="first wrong line",
    examples=(((), ()), ((), (), (2,), (2,))),
)


def beside_truth(site: Site) -> tuple[str, ...]:
    """Each line as typed, and what a faultless sheet has there."""
    typed = site.inputs[::2]
    return tuple(name for line in typed for name in (line, line.removesuffix(TYPED)))


def last_off(values: Sequence[Value]) -> Value:
    """The last line that is not that of a right sheet, from lines as typed beside the truth."""
    return _last(wrong_lines(values))


def second_off(values: Sequence[Value]) -> Value:
    """The second one: the first that carries the error on."""
    flags = wrong_lines(values)
    return first(np.where(np.cumsum(flags, axis=1) > 1, flags, 0))


def _last_off(site: Site) -> Iterable[Rule | None]:
    return [site.rule(beside_truth(site), lambda *values: last_off(values))]


def _second_off(site: Site) -> Iterable[Rule | None]:
    return [site.rule(beside_truth(site), lambda *values: second_off(values))]


MISCONCEPTIONS = (
    Misconception(
        id="ERR_LAST",
        name="the last line that is off",
        at="first_wrong",
        rules=_last_off,
        messages=(
            "That line is off, but it only carries on what went wrong before it.",
            "Take the numbers that stand in the lines before as they are: a line is right if it "
            "follows from them, even if they are wrong.",
        ),
    ),
    Misconception(
        id="ERR_CARRIED",
        name="the first line that carries the error on",
        at="first_wrong",
        rules=_second_off,
        messages=(
            "The error came in earlier; this line passes it on.",
            "Take the numbers that stand in the lines before as they are: a line is right if it "
            "follows from them, even if they are wrong.",
        ),
    ),
)
