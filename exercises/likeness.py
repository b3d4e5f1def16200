"""What the sheet of a student with one misconception looks like, and what looks the same.

Such a student goes on with the own values, so a wrong rule changes what comes after it too. Two
misconceptions are alike if they leave the same numbers in all boxes; one is like a slip if it
leaves what a careless error in a single box leaves.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from exercises.screening import GAP, settled
from exercises.sheet import Sheet
from exercises.steps import Rule, Step
from exercises.values import Value

SLIPS = (("Z_SIGN", -1.0), ("Z_POW10", 10.0), ("Z_POW10", 0.1))
"""Careless errors by their ids in the grader, and the factor that each stands for."""
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Look:
    """``cells``: all cells asked, in one row; ``made``: step, value by rule and value instead."""

    id: str
    cells: Value
    made: tuple[tuple[str, Value, Value], ...]


def looks(sheet: Sheet, values: Mapping[str, Value]) -> list[Look]:
    """The sheets of students with one misconception in one of its forms, for values with one row.

    Those that nobody can tell from a right one are left out.
    """
    truth = np.concatenate([_row(values[step.name]) for step in sheet.asked])
    steps = _needed(sheet)
    with np.errstate(all="ignore"):
        found = [_Hand(steps, values, swap).look(id) for id, swap in _swaps(sheet)]
    return [look for look in found if _shows(look.cells, truth)]


def _swaps(sheet: Sheet) -> list[tuple[str, Mapping[str, Rule]]]:
    """Every form of every misconception."""
    return [(id, swap) for id, forms in sheet.forms.items() for swap in forms.values()]


def _shows(cells: Value, truth: Value) -> bool:
    with np.errstate(all="ignore"):
        off = np.abs(cells - truth)
    return bool(np.any((off > GAP) & np.isfinite(off)))


def _needed(sheet: Sheet) -> dict[str, Step]:
    """The steps asked and those that they need."""
    needed: set[str] = set()
    for step in reversed(sheet.steps):
        if step.asked or step.name in needed:
            needed.update((step.name, *step.rule.inputs))
    return {step.name: step for step in sheet.steps if step.name in needed}


class _Hand:
    """Works through a sheet with some rules swapped; what that does not touch stays as it is."""

    def __init__(
        self, steps: Mapping[str, Step], values: Mapping[str, Value], swap: Mapping[str, Rule]
    ) -> None:
        self.steps = steps
        self.own = dict(values)
        self.swap = swap
        self.changed: set[str] = set()
        self.done: set[str] = set()

    def look(self, id: str) -> Look:
        """The whole sheet."""
        made, cells = [], []
        for step in self.steps.values():
            follows, holds = self._work(step)
            if step.asked and step.name in self.swap:
                made.append((step.name, _row(follows), _row(holds)))
            if step.asked:
                cells.append(_row(holds))
        changes = tuple(m for m in made if np.any(~(np.abs(m[1] - m[2]) <= GAP)))
        return Look(id, np.concatenate(cells), changes)

    def _work(self, step: Step) -> tuple[Value, Value]:
        """What follows in a step, and what the student puts there."""
        follows = self._result(step.rule) if self._stirred(step.rule) else self.own[step.name]
        wrong = self.swap.get(step.name)
        holds = follows if wrong is None else self._result(wrong)
        if holds is not self.own[step.name]:
            self.own[step.name] = holds
            self.changed.add(step.name)
        self.done.add(step.name)
        return follows, holds

    def _stirred(self, rule: Rule) -> bool:
        return not self.changed.isdisjoint(rule.inputs)

    def _result(self, rule: Rule) -> Value:
        """What a rule gives; what it takes from later steps is worked out first."""
        for name in rule.inputs:
            later = self.steps.get(name)
            if later is not None and name not in self.done and self._stirred(later.rule):
                self.own[name] = self._result(later.rule)
                self.changed.add(name)
        return rule(self.own)


def _row(value: Value) -> Value:
    return settled(value[0].ravel())


def alike(found: list[Look], negating: Collection[str] = ()) -> Pairs:
    """Pairs of misconceptions, or of one and a slip, that leave the same sheet.

    Those of ``negating`` are a wrong sign and nothing else: they are not called like that slip.
    """
    if not found:
        return ()
    table = np.nan_to_num(np.stack([look.cells for look in found]), nan=1e300)
    first, second = np.triu_indices(len(found), 1)
    same = np.all(~(np.abs(table[first] - table[second]) > GAP), axis=1)
    pairs = {
        tuple(sorted((found[i].id, found[k].id)))
        for i, k in zip(first[same], second[same], strict=True)
    }
    slips = {(look.id, slip) for look in found if (slip := like_slip(look))}
    slips = {(id, slip) for id, slip in slips if not (slip == "Z_SIGN" and id in negating)}
    return tuple(sorted((a, b) for a, b in {*pairs, *slips} if a != b))


def like_slip(look: Look) -> str | None:
    """The slip that leaves the same in the only box that a misconception changed."""
    if len(look.made) != 1:
        return None
    _, right, wrong = look.made[0]
    (cells,) = np.nonzero(~(np.abs(right - wrong) <= GAP))
    if len(cells) != 1:
        return None
    right_value, wrong_value = float(right[cells[0]]), float(wrong[cells[0]])
    near = (id for id, factor in SLIPS if abs(factor * right_value - wrong_value) <= GAP / 5)
    return next(near, None)
