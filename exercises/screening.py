"""Which of many candidate draws makes a good exercise.

Candidates are rows, so all of them are judged at once. Comparisons are made on values rounded at
nine decimals: the last bits differ between machines, the choice must not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exercises.family import Screen
from exercises.sheet import Sheet
from exercises.steps import Rule, Step
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
    found = _kinks(sheet, values, screen) + chance_zeros(sheet, given, values)
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
    """Per candidate: pairs of rules that differ clearly, pairs in all, misconceptions seen."""

    distinct: Counts
    pairs: int
    seen: dict[str, NDArray[np.bool_]]

    def score(self) -> Counts:
        """Misconceptions seen count most, then distinct pairs."""
        visible = np.sum(list(self.seen.values()), axis=0, dtype=np.int64)
        return visible * 100_000 + self.distinct


def discriminate(sheet: Sheet, values: Mapping[str, Value], rows: int) -> Discrimination:
    """How well the numbers of each candidate tell the rules of each step apart."""
    distinct, pairs = np.zeros(rows, np.int64), 0
    seen: dict[str, NDArray[np.bool_]] = {}
    for step in sheet.asked:
        apart = _apart(step, values, rows)
        upper = np.triu_indices(apart.shape[0], 1)
        distinct += apart[upper].sum(0)
        pairs += len(upper[0])
        for i, wrong in enumerate(step.wrong):
            flags = seen.setdefault(wrong.misconception, np.zeros(rows, np.bool_))
            flags |= apart[0, i + 1]
    return Discrimination(distinct, pairs, seen)


def _apart(step: Step, values: Mapping[str, Value], rows: int) -> NDArray[np.bool_]:
    """Which rules of a step, the right one first, differ clearly: (rules, rules, rows)."""
    table = np.stack([_flat(value, rows) for value in _all_values(step, values)])
    with np.errstate(all="ignore"):
        gap = np.abs(table[:, None] - table[None]).max(-1)
        return np.asarray(~(settled(gap) <= GAP))


def _all_values(step: Step, values: Mapping[str, Value]) -> list[Value]:
    with np.errstate(all="ignore"):
        return [values[step.name], *[wrong.rule(values) for wrong in step.wrong]]


def _flat(value: Value, rows: int) -> Value:
    flat = value.reshape(len(value), -1)
    return np.broadcast_to(settled(flat), (rows, flat.shape[1]))


def patterns(sheet: Sheet, values: Mapping[str, Value]) -> dict[str, list[Value]]:
    """For the first row: what the whole sheet shows of each form of each misconception."""
    found = {}
    for id, forms in sheet.forms.items():
        found[id] = [
            np.concatenate([_shown(step, rules.get(step.name), values) for step in sheet.asked])
            for rules in forms.values()
        ]
    return found


def _shown(step: Step, rule: Rule | None, values: Mapping[str, Value]) -> Value:
    with np.errstate(all="ignore"):
        value = rule(values) if rule else values[step.name]
    return np.asarray(_flat(value, 1)[0])
