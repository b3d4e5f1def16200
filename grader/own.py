"""The student's own world: what follows from the values typed, and how far rounding can explain.

Slack of a cell = half a unit of the last digit asked + the change of the step when each typed cell
that it uses moves within its own rounding, half a unit of its last digit. A typed cell that equals
what it should be exactly has no room of its own to move, so exact sheets stay sharp.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from exercises.steps import Rule, Step
from exercises.values import Value, cells
from exercises.variant import Variant
from grader.answers import Answers

ROUNDEST = 3
"""Whoever types three decimals throughout is right when the third is, even if more are asked."""
NOISE = 1e-9
"""Floating-point noise, relative."""


@dataclass
class Own:
    """Values and expectations of one submission, arrays ``(1, *shape)`` by step."""

    variant: Variant
    answers: Answers
    _room: dict[str, Value] = field(default_factory=dict)

    @cached_property
    def _run(self) -> tuple[dict[str, Value], dict[str, Value]]:
        run = self.variant.sheet.run(self.variant.values, pin=self.answers.pins)
        return run.values, run.ruled

    @property
    def values(self) -> dict[str, Value]:
        """What stands in each step: the typed number, or what follows where there is none."""
        return self._run[0]

    @property
    def expected(self) -> dict[str, Value]:
        """What the right rule gives for each step from the values before it."""
        return self._run[1]

    @cached_property
    def expected_row(self) -> Value:
        """What the right rule gives for all cells asked, in one row."""
        return np.concatenate([self.expected[s.name].ravel() for s in self.variant.sheet.asked])

    @cached_property
    def halves(self) -> Value:
        """Half a unit of the last digit that counts, for all cells asked in one row."""
        return np.maximum(self.variant.key[1], half_unit(max(self.answers.habit, ROUNDEST)))

    def half(self, step: Step) -> float:
        """Half a unit of the last digit that counts in a step."""
        habit = max(self.answers.habit, ROUNDEST)
        return half_unit(min(step.decimals, habit))

    def reach(self, rule: Rule, result: Value) -> Value:
        """Greatest change of a rule's result when its typed inputs move within their rounding."""
        rooms = {
            name: room
            for name in dict.fromkeys(rule.inputs)
            if name in self.answers.pins and (room := self.room(name)).any()
        }
        if not rooms:
            return np.zeros(1)
        moved = rule(self._moved(rule, rooms))
        change = np.abs(moved - result).sum(0, keepdims=True)
        return np.where(np.isfinite(change), change, 0.0)

    def _moved(self, rule: Rule, rooms: Mapping[str, Value]) -> dict[str, Value]:
        """One row for each typed cell that can move: that cell moved, all others as they are."""
        places = [(name, index) for name, room in rooms.items() for index in cells(room.shape[1:])]
        moved = {name: self.values[name] for name in rule.inputs}
        for name in rooms:
            moved[name] = np.repeat(self.values[name], len(places), axis=0)
        for row, (name, index) in enumerate(places):
            moved[name][(row, *index)] += rooms[name][(0, *index)]
        return moved

    def room(self, name: str) -> Value:
        """How far the number behind each typed cell of a step can be from what was typed."""
        if name not in self._room:
            self._room[name] = self._room_of(self.variant.sheet.by_name[name])
        return self._room[name]

    def _room_of(self, step: Step) -> Value:
        shape = (1, *step.shape)
        typed = self.answers.decimals[self.answers.places[step.name]].reshape(shape)
        unit = np.maximum(typed, min(step.decimals, max(self.answers.habit, 2)))
        half = 0.5 * 10.0**-unit
        pinned = self.answers.pins[step.name]
        off = np.abs(pinned - self.expected[step.name])
        exact = off <= NOISE * (1 + np.abs(pinned))
        if exact.any():
            reach = self.reach(step.rule, self.expected[step.name])
            half = np.where(exact, np.minimum(half, reach), half)
        return np.where(np.isnan(pinned), 0.0, half)


def half_unit(decimals: int) -> float:
    """Half a unit of the last of so many decimals."""
    return float(0.5 * 10.0**-decimals)
