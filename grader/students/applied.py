"""What was really changed: the ground truth of a simulated student.

A cell is right if it holds what the right rules give on the student's own values before it. Steps
that show nothing, unasked or left blank, belong to the next step that does. A cause counts only if
the box would look otherwise without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from exercises.screening import GAP
from exercises.steps import Rule, Step
from exercises.values import Value
from grader.students.habits import LARGEST
from grader.students.hand import Hands
from grader.students.student import Box

NOISE = 1e-9
Flags = NDArray[np.bool_]


@dataclass
class GroundTruth:
    """Compares the hands with what was right.

    ``names`` gives the misconception of each step in ``hands.swaps``.
    """

    hands: Hands
    names: Mapping[str, str]

    @cached_property
    def _pins(self) -> dict[str, Value]:
        """What each student went on with; NaN where the sheet shows nothing."""
        pins = {step.name: self.hands.carried[step.name].copy() for step in self._asked}
        for row, student in enumerate(self.hands.students):
            for name in student.blanks:
                pins[name][row] = np.nan
        return pins

    @property
    def _asked(self) -> tuple[Step, ...]:
        return self.hands.variant.sheet.asked

    @cached_property
    def _own(self) -> tuple[dict[str, Value], dict[str, Value]]:
        own = self.hands.variant.sheet.run(self.hands.variant.values, pin=self._pins)
        return own.values, own.ruled

    def _expected(self, step: Step) -> Value:
        return np.broadcast_to(self._own[1][step.name], self.hands.meant[step.name].shape)

    @cached_property
    def _misled(self) -> dict[str, Flags]:
        """By step, the cells where a wrong rule made a difference."""
        found = {}
        for step in self._asked:
            meant, expected = self.hands.meant[step.name], self._expected(step)
            differs = ~_same(meant, expected)
            if differs.any():
                differs &= ~_same(self.hands.rounded(meant), self.hands.rounded(expected))
            found[step.name] = differs
        return found

    @cached_property
    def _slipped(self) -> dict[str, Flags]:
        """By step, the cells that are not what the rule gave."""
        hands = self.hands
        return {
            step.name: ~_same(hands.typed[step.name], hands.rounded(hands.meant[step.name]))
            if any(step.name in slips for slips in hands.slipped)
            else np.zeros(hands.typed[step.name].shape, np.bool_)
            for step in self._asked
        }

    @cached_property
    def _typed(self) -> dict[str, Flags]:
        return {step.name: np.abs(self.hands.typed[step.name]) < LARGEST for step in self._asked}

    def boxes(self, row: int) -> dict[str, tuple[Box, ...]]:
        """How each cell of one student came about."""
        blanks = self.hands.students[row].blanks
        return {
            step.name: ("blank",) * self.hands.typed[step.name][row].size
            if step.name in blanks
            else self._cells(step.name, row)
            for step in self._asked
        }

    def _cells(self, name: str, row: int) -> tuple[Box, ...]:
        misled, slipped, typed = (
            flags[name][row].ravel().tolist()
            for flags in (self._misled, self._slipped, self._typed)
        )
        return tuple(
            "blank" if not t else "misconception" if m else "slip" if s else "right"
            for m, s, t in zip(misled, slipped, typed, strict=True)
        )

    def applied(self, row: int) -> tuple[tuple[dict[str, str], ...], frozenset[str]]:
        """What changed a box of one student; and the misconceptions that did so clearly."""
        student, found, clear = self.hands.students[row], [], set()
        for step in self._asked:
            if step.name in student.blanks:
                continue
            if self._slipped[step.name][row].any():
                id = self.hands.slipped[row][step.name]
                found.append({"kind": "slip", "id": id, "step": step.name})
            if self._misled[step.name][row].any():
                ids = self._causes(step, row)
                found += [{"kind": "misconception", "id": id, "step": step.name} for id in ids]
                clear |= set(ids) if self._is_clear(step, row) else set()
        return tuple(found), frozenset(clear)

    def _is_clear(self, step: Step, row: int) -> bool:
        """Whether the cell is clearly no right value on any reading."""
        values = {
            name: value[min(row, len(value) - 1)][None] for name, value in self._own[0].items()
        }
        right = [self._expected(step)[row], self.hands.variant.truth[step.name][0]]
        with np.errstate(all="ignore"):
            right += [route(values)[0] for route in step.also]
        typed = self.hands.typed[step.name][row]
        with np.errstate(all="ignore"):
            off = np.min([np.abs(typed - value) for value in right], axis=0)
        return bool(
            np.any((off > GAP) & self._misled[step.name][row] & self._typed[step.name][row])
        )

    def _causes(self, step: Step, row: int) -> list[str]:
        """The misconceptions without which the box would look otherwise."""
        ways = [step.name, *self._hidden_before(step, row)]
        ids = list(dict.fromkeys(self.names[name] for name in ways if name in self.names))
        if len(ids) <= 1:
            return ids
        return [id for id in ids if self._matters(id, step, row, ways)] or ids

    def _hidden_before(self, step: Step, row: int) -> list[str]:
        """Steps between this one and those that show what the student went on with."""
        sheet, blanks = self.hands.variant.sheet, self.hands.students[row].blanks
        rules = {**{s.name: s.rule for s in sheet.steps}, **self.hands.swaps}
        found: dict[str, None] = {}
        todo = list(rules[step.name].inputs)
        while todo:
            before = sheet.by_name.get(todo.pop())
            if before is None or before.name in found:
                continue
            if not before.asked or before.name in blanks:
                found[before.name] = None
                todo.extend(rules[before.name].inputs)
        return list(found)

    def _matters(self, id: str, step: Step, row: int, ways: list[str]) -> bool:
        """Whether the step comes out otherwise when this one misconception is put right."""
        pins = {
            name: value[row : row + 1] for name, value in self._pins.items() if name != step.name
        }
        swap: dict[str, Rule] = {
            name: self.hands.swaps[name] for name in ways if self.names.get(name, id) != id
        }
        sheet = self.hands.variant.sheet
        without = sheet.run(self.hands.variant.values, pin=pins, swap=swap).ruled[step.name][0]
        return not bool(np.all(_same(without, self.hands.meant[step.name][row])))


def _same(value: Value, other: Value) -> Flags:
    """Cell by cell, up to the noise of floating point."""
    with np.errstate(all="ignore"):
        near = np.abs(value - other) <= NOISE * (1 + np.abs(other))
    return np.asarray(near | (value == other) | (np.isnan(value) & np.isnan(other)))
