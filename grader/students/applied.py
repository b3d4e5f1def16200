"""What was really changed: the ground truth of a simulated student.

A cell is right if it holds what the right rules give on the student's own values before it. Steps
that show nothing, unasked or left blank, belong to the next step that does. A cause counts only if
the box would look otherwise without it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from exercises.screening import GAP
from exercises.steps import Step
from exercises.values import Value
from grader.students.habits import LARGEST
from grader.students.hand import Hands
from grader.students.student import Box

NOISE = 1e-9
Flags = NDArray[np.bool_]

_RIGHT: tuple[Box, ...] = ("right",)
_BLANK: tuple[Box, ...] = ("blank",)


@dataclass
class GroundTruth:
    """Compares the hands with what was right.

    ``names`` gives for each student the misconception of each step in ``hands.held``.
    """

    hands: Hands
    names: Sequence[Mapping[str, str]]

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

    @cached_property
    def _rows(self) -> dict[str, tuple[list[bool], list[bool]]]:
        """By step, whether each student slipped there, and was misled there."""
        return {
            step.name: (_any(self._slipped[step.name]), _any(self._misled[step.name]))
            for step in self._asked
        }

    def boxes(self, row: int) -> dict[str, tuple[Box, ...]]:
        """How each cell of one student came about."""
        blanks = self.hands.students[row].blanks
        return {
            step.name: _BLANK * self.hands.typed[step.name][row].size
            if step.name in blanks
            else self._cells(step.name, row)
            for step in self._asked
        }

    def _cells(self, name: str, row: int) -> tuple[Box, ...]:
        flags = (self._misled[name], self._slipped[name], self._typed[name])
        misled, slipped, typed = ([bool(f) for f in np.ravel(flag[row])] for flag in flags)
        if all(typed) and not any(flag[row] for flag in self._rows[name]):
            return _RIGHT * len(typed)
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
            slipped, misled = (flags[row] for flags in self._rows[step.name])
            if slipped:
                id = self.hands.slipped[row][step.name]
                found.append({"kind": "slip", "id": id, "step": step.name})
            if misled:
                ids = self._causes(step, row)
                found += [{"kind": "misconception", "id": id, "step": step.name} for id in ids]
                clear |= set(ids) if self._clear[step.name][row] else set()
        return tuple(found), frozenset(clear)

    @cached_property
    def _clear(self) -> dict[str, list[bool]]:
        """By step, whether each student's value is clearly no right one on any reading."""
        found = {}
        for step in self._asked:
            right = [self._expected(step), self.hands.variant.truth[step.name]]
            with np.errstate(all="ignore"):
                right += [route(self._own[0]) for route in step.also]
                off = np.min([np.abs(self.hands.typed[step.name] - v) for v in right], axis=0)
                far = (off > GAP) & self._misled[step.name] & self._typed[step.name]
            found[step.name] = _any(far)
        return found

    def _causes(self, step: Step, row: int) -> list[str]:
        """The misconceptions without which the box would look otherwise."""
        ways = [step.name, *self._hidden_before(step, row)]
        names = self.names[row]
        ids = list(dict.fromkeys(names[name] for name in ways if name in names))
        if len(ids) <= 1:
            return ids
        return [id for id in ids if self._matters(id, step, row, ways)] or ids

    def _hidden_before(self, step: Step, row: int) -> list[str]:
        """Steps between this one and those that show what the student went on with."""
        sheet, blanks = self.hands.variant.sheet, self.hands.students[row].blanks
        rules = {**{s.name: s.rule for s in sheet.steps}, **self.hands.held[row]}
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
        pins = {n: value[row : row + 1] for n, value in self._pins.items() if n != step.name}
        names, held = self.names[row], self.hands.held[row]
        swap = {name: held[name] for name in ways if names.get(name, id) != id}
        sheet = self.hands.variant.sheet
        without = sheet.run(self.hands.variant.values, pin=pins, swap=swap).ruled[step.name][0]
        return not bool(np.all(_same(without, self.hands.meant[step.name][row])))


def _any(flags: Flags) -> list[bool]:
    """For each row, whether any of its cells is marked."""
    return [bool(row.any()) for row in flags]


def _same(value: Value, other: Value) -> Flags:
    """Cell by cell, up to the noise of floating point."""
    with np.errstate(all="ignore"):
        near = (np.abs(value - other) <= NOISE * (1 + np.abs(other))) & np.isfinite(other)
    return np.asarray(near | (value == other) | (np.isnan(value) & np.isnan(other)))
