"""What could have led to each wrong cell: wrong rules and slips, on the student's own values.

The question is always the same: which rule, applied to this student's own earlier values, gives
this number?
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from exercises.sheet import Sheet
from exercises.steps import Rule, Step, Wrong, run
from exercises.values import Value
from grader.own import NOISE, Own
from grader.slips import SLIPS

WORTH_A_LOOK = 40
"""Only a value within so many times the slack is checked for the reach of rounding."""
MOST_HIDDEN = 60
"""So many wrong rules of steps that are not asked are tried for one step that is."""

Cells = frozenset[int]


@dataclass(frozen=True)
class Cause:
    """A misconception or slip that explains some wrong cells of a step."""

    id: str
    step: str
    cells: Cells
    cost: float
    is_slip: bool = False
    negates: bool = False


@dataclass(frozen=True)
class Hidden:
    """A wrong rule in a step that is not asked, and the steps from there to one that is."""

    wrong: Wrong
    at: str
    way: tuple[Step, ...]


def wrong_rules(own: Own, step: Step, cells: Cells) -> list[Cause]:
    """Misconceptions, made in this step or in one before it that is not asked."""
    found: dict[str, Cause] = {}
    typed = own.answers.pins[step.name].ravel()
    for wrong, rule, value in _values(own, step):
        hit = _hits(own, step, rule, typed, value.ravel(), cells)
        known = found.get(wrong.misconception)
        if hit and (known is None or len(hit) > len(known.cells)):
            cause = Cause(wrong.misconception, step.name, hit, 1.0, negates=wrong.negates)
            found[wrong.misconception] = cause
    return list(found.values())


def _values(own: Own, step: Step) -> Iterator[tuple[Wrong, Rule | None, Value]]:
    for wrong in step.wrong:
        yield wrong, wrong.rule, wrong.rule(own.values)
    for hidden in hidden_steps(own.variant.sheet, step.name):
        swap = {hidden.at: hidden.wrong.rule}
        yield hidden.wrong, None, run(hidden.way, own.values, swap=swap).values[step.name]


def _hits(
    own: Own, step: Step, rule: Rule | None, typed: Value, value: Value, cells: Cells
) -> Cells:
    """The wrong cells that a wrong rule gives, up to rounding."""
    off = np.abs(typed - value)
    half = 1.02 * own.half(step) + NOISE * np.abs(typed)
    if rule is not None and np.any((off > half) & (off <= WORTH_A_LOOK * half)):
        half = half + own.reach(rule, value.reshape(1, *step.shape)).ravel()
    near = off <= half
    return frozenset(i for i in cells if near[i])


def hidden_steps(sheet: Sheet, name: str) -> list[Hidden]:
    """Wrong rules of the steps that lie unasked between a step and the asked ones before it."""
    way = _unasked_before(sheet, name)
    if not way:
        return []
    steps = (*way, sheet.by_name[name])
    return [
        Hidden(wrong, step.name, steps[i:]) for i, step in enumerate(way) for wrong in step.wrong
    ][:MOST_HIDDEN]


def _unasked_before(sheet: Sheet, name: str) -> list[Step]:
    needed: set[str] = set()
    todo = list(sheet.by_name[name].rule.inputs)
    while todo:
        step = sheet.by_name.get(todo.pop())
        if step is not None and not step.asked and step.name not in needed:
            needed.add(step.name)
            todo.extend(step.rule.inputs)
    return [step for step in sheet.steps if step.name in needed]


def slips(own: Own, step: Step, cells: Cells) -> list[Cause]:
    """Slips of single cells."""
    typed = own.answers.pins[step.name].ravel()
    expected = np.broadcast_to(own.expected[step.name].ravel(), typed.shape)
    decimals = min(step.decimals, max(own.answers.habit, 3))
    start = own.answers.places[step.name].start
    found = []
    for i in sorted(cells):
        short = bool(own.answers.decimals[start + i] < decimals)
        for id, cost in _cell_slips(float(typed[i]), float(expected[i]), decimals, short=short):
            found.append(Cause(id, step.name, frozenset({i}), cost, is_slip=True))
    return found + _copies(own, step, cells)


def _cell_slips(
    typed: float, value: float, decimals: int, *, short: bool
) -> Iterator[tuple[str, float]]:
    """Ids and costs. Only a number with fewer decimals than usual was rounded early."""
    if not 1.02 * 10.0**-decimals < abs(value) < np.inf:
        return
    for slip in SLIPS:
        if (short or slip.id != "Z_ROUND_EARLY") and slip.explains(typed, value, decimals):
            yield slip.id, slip.cost


def _copies(own: Own, step: Step, cells: Cells) -> list[Cause]:
    """A neighbouring value, or the mirrored cell of a matrix."""
    typed = own.answers.pins[step.name].ravel()
    half = 1.02 * own.half(step)
    found = []
    for i in sorted(cells):
        if any(abs(typed[i] - value) <= half for value in _mirrored(own, step, i)):
            found.append(Cause("Z_INDEX", step.name, frozenset({i}), 1.3, is_slip=True))
        if any(abs(typed[i] - value) <= half for value in _neighbours(own, step, i)):
            found.append(Cause("Z_NEIGHBOUR", step.name, frozenset({i}), 1.5, is_slip=True))
    return found


def _mirrored(own: Own, step: Step, i: int) -> list[float]:
    if len(step.shape) != 2 or step.shape[0] != step.shape[1]:
        return []
    row, column = divmod(i, step.shape[1])
    return [float(own.expected[step.name][0, column, row])] if row != column else []


def _neighbours(own: Own, step: Step, i: int) -> list[float]:
    """Values in the fields just before and after, other than the step's own inputs."""
    start = own.answers.places[step.name].start + i
    row = own.answers.values
    near = [row[k] for k in (start - 1, start + 1) if 0 <= k < len(row)]
    inputs = {
        float(v) for name in step.rule.inputs for v in own.values.get(name, np.ones(1)).ravel()
    }
    return [float(value) for value in near if float(value) not in inputs and value != 0]


def tells_apart(own: Own, step: Step) -> list[bool]:
    """For each cell: whether the right rule can be told from at least half of the wrong ones.

    The guard of follow-through: on values where most wrong rules give the same as the right one, a
    value that follows proves nothing; nor does a 0 that follows from nothing but zeros.
    """
    expected = own.expected[step.name].ravel().tolist()
    if not step.wrong or (not any(expected) and _stands_on_zeros(own, step)):
        return [False] * len(expected)
    enough = len(step.wrong) / 2
    half = own.half(step)
    apart = [0] * len(expected)
    for tried, wrong in enumerate(step.wrong, 1):
        # Plain numbers: a step has few cells, and this is the cost of every carried error.
        for i, value in enumerate(wrong.rule(own.values).ravel().tolist()):
            apart[i] += not abs(value - expected[i]) <= half
        if tried >= enough and min(apart) >= enough:
            break
    return [count >= enough for count in apart]


def _stands_on_zeros(own: Own, step: Step) -> bool:
    typed = [name for name in step.rule.inputs if name in own.answers.pins]
    return not any(own.values[name].any() for name in typed)
