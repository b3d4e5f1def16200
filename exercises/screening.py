"""Which of many candidate draws makes a good exercise.

Candidates are rows, so all of them are judged at once. Comparisons are made on values rounded at
nine decimals: the last bits differ between machines, the choice must not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from exercises.family import Screen
from exercises.sheet import Sheet
from exercises.steps import Step
from exercises.values import Value

GAP = 0.0025
"""Two values differ clearly if they are further apart than five halves of the third decimal."""
MARGIN = 0.05
"""Least distance of a weighted sum from a kink."""
UNFIT = 4
"""Violations that a candidate counts for which a family rejects."""
EXACT_DECIMALS = 4
SIGNIFICANT = 4

Counts = NDArray[np.int64]


def settled(value: Value) -> Value:
    """A value without the bits that differ between machines."""
    return np.round(value, 9)


def violations(sheet: Sheet, given: Mapping[str, Value], screen: Screen) -> Counts:
    """Number of things that are wrong with each candidate."""
    values = sheet.run(given).values
    found = _kinks(sheet, values, screen) + UNFIT * chance_zeros(sheet, given, values)
    for step in sheet.asked:
        found = found + _size(settled(values[step.name]), screen)
    if screen.reject is not None:
        found = found + UNFIT * screen.reject(values)
    return found


def _count(bad: NDArray[np.bool_]) -> Counts:
    return np.asarray(bad.reshape(len(bad), -1).sum(1))


def _kinks(sheet: Sheet, values: Mapping[str, Value], screen: Screen) -> Counts:
    """Weighted sums on a kink, and a number of switched-off units other than wanted."""
    near, off = np.zeros(1, np.int64), np.zeros(1, np.int64)
    for step in sheet.steps:
        if step.op in ("relu", "leaky_relu") and (step.phase == "forward" or step.asked):
            z = settled(values[step.rule.inputs[0]])
            near = near + _count(np.abs(z) < MARGIN)
            off = off + _count(z < 0) * (step.phase == "forward")
    low, high = screen.off
    return UNFIT * near + UNFIT * ((off < low) | (off > high))


def chance_zeros(sheet: Sheet, given: Mapping[str, Value], values: Mapping[str, Value]) -> Counts:
    """Zeros by chance: they go away when the givens move, unlike those of a closed gate."""
    moved = sheet.run({n: v * _nudge(i, v) for i, (n, v) in enumerate(given.items())}).values
    found = np.zeros(1, np.int64)
    for step in sheet.asked:
        chance = (settled(values[step.name]) == 0) & (moved[step.name] != 0)
        found = found + _count(chance)
    return found


def _nudge(number: int, value: Value) -> Value:
    """A factor near one for each cell of a given, all different: sums that cancel do no longer."""
    steps = np.sqrt(np.arange(1, 1 + value[0].size)) + number
    return 1 + 0.001 * steps.reshape(value.shape[1:])


def _size(value: Value, screen: Screen) -> Counts:
    """Values that are one, too small, too large, or not exact though they should be."""
    size = np.abs(value)
    found = _count((size > 0) & (size < screen.smallest)) + _count(size > screen.largest)
    if not screen.ones:
        found = found + _count(size == 1)
    if screen.exact:
        found = found + _count(~is_short(value))
    return found


def is_short(value: Value) -> NDArray[np.bool_]:
    """At most four decimals and four significant digits: what a hand can multiply on."""
    size = np.where(value == 0, 1.0, np.abs(value))
    with np.errstate(invalid="ignore"):  # A reciprocal of 0 is infinite, and not short.
        digits = np.minimum(EXACT_DECIMALS, SIGNIFICANT - 1 - np.floor(np.log10(size) + 1e-9))
        scaled = size * 10.0**digits
        return np.asarray(np.abs(scaled - np.rint(scaled)) <= 1e-4)


@dataclass(frozen=True)
class Discrimination:
    """Per candidate: pairs of rules that differ clearly, pairs in all, misconceptions seen.

    ``boxes`` counts the steps in which each misconception shows, ``sure`` those where nothing else
    gives the same: no other rule, no wrong sign and no moved decimal point.
    """

    distinct: Counts
    pairs: int
    boxes: dict[str, Counts]
    sure: dict[str, Counts]

    def score(self) -> Counts:
        """Misconceptions seen, and recognised by one sure box or two, then distinct pairs."""
        found = self.distinct.copy()
        for id, boxes in self.boxes.items():
            found += 100_000 * (boxes > 0) + 100_000 * ((boxes > 1) | (self.sure[id] > 0))
        return found


def discriminate(sheet: Sheet, values: Mapping[str, Value], rows: int) -> Discrimination:
    """How well the numbers of each candidate tell the rules of each step apart."""
    found = Discrimination(np.zeros(rows, np.int64), 0, {}, {})
    for step in sheet.asked:
        found = replace(found, pairs=found.pairs + _compare(step, values, found))
    return found


def _compare(step: Step, values: Mapping[str, Value], found: Discrimination) -> int:
    """Count what one step shows; the number of its pairs of rules."""
    rows = len(found.distinct)
    table = np.stack([_flat(value, rows) for value in _all_values(step, values)])
    apart = _apart(table)
    first, second = np.triu_indices(len(apart), 1)
    found.distinct[:] += apart[first, second].sum(0)
    sure = apart.copy()
    sure[range(len(sure)), range(len(sure))] = True
    alone = sure.all(1) & ~_like_slip(table)
    for i, wrong in enumerate(step.wrong, 1):
        boxes = found.boxes.setdefault(wrong.misconception, np.zeros(rows, np.int64))
        boxes += apart[0, i]
        certain = found.sure.setdefault(wrong.misconception, np.zeros(rows, np.int64))
        certain += alone[i] | (apart[0, i] & wrong.negates)
    return len(first)


def _like_slip(table: Value) -> NDArray[np.bool_]:
    """Which rules give the right value with one careless change in a single cell: (rules, rows)."""
    with np.errstate(all="ignore"):
        off = np.abs(table - table[0]) > GAP
        slips = [np.abs(table - factor * table[0]) <= GAP / 5 for factor in (-1, 10, 0.1)]
    return np.asarray((off.sum(-1) == 1) & ~(off & ~np.any(slips, axis=0)).any(-1))


def _apart(table: Value) -> NDArray[np.bool_]:
    """Which rules of a step, the right one first, differ clearly: (rules, rules, rows)."""
    with np.errstate(all="ignore"):
        gap = np.abs(table[:, None] - table[None]).max(-1)
        return np.asarray(~(settled(gap) <= GAP))


def _all_values(step: Step, values: Mapping[str, Value]) -> list[Value]:
    with np.errstate(all="ignore"):
        return [values[step.name], *[wrong.rule(values) for wrong in step.wrong]]


def _flat(value: Value, rows: int) -> Value:
    flat = value.reshape(len(value), -1)
    return np.broadcast_to(settled(flat), (rows, flat.shape[1]))
