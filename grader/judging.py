"""Judges every cell: right, following from the student's own values, or wrong."""

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np

from exercises.steps import Step
from exercises.values import Value
from grader.causes import Cells, tells_apart
from grader.errors import Unreadable
from grader.own import Own
from grader.verdicts import Verdict


class Judge:
    """Judges the steps of one submission in order: a step's inputs come before it."""

    def __init__(self, own: Own) -> None:
        self.own = own
        self.cells: dict[str, tuple[Verdict, ...]] = {}
        self._sound: dict[str, bool] = {}

    def judge(self) -> tuple[dict[str, tuple[Verdict, ...]], dict[str, Cells]]:
        """Verdicts by step, "wrong" where the cause is still to be found; and those cells."""
        for step in self.own.variant.sheet.steps:
            sound = all(self._sound.get(name, True) for name in step.rule.inputs)
            if not step.asked:
                self._sound[step.name] = sound
                continue
            verdicts = self.cells[step.name] = self._step(step, sound=sound)
            self._sound[step.name] = all(v in ("correct", "blank", "unreadable") for v in verdicts)
            if not sound and not all(v == "correct" for v in verdicts):
                self._sound[step.name] = False
        wrong = {
            name: frozenset(i for i, verdict in enumerate(verdicts) if verdict == "wrong")
            for name, verdicts in self.cells.items()
        }
        return self.cells, {name: cells for name, cells in wrong.items() if cells}

    def _step(self, step: Step, *, sound: bool) -> tuple[Verdict, ...]:
        true = self._near(step, self.own.variant.truth[step.name])
        follows = self._follows(step, settled=true)
        expected = np.isfinite(self._flat(step, self.own.expected[step.name]))
        guard = cache(lambda: tells_apart(self.own, step))
        cells = self.own.answers.of(step)
        return tuple(
            _without_number(cell)
            or _verdict(bool(true[i]), bool(follows[i]), bool(expected[i]), sound, guard, i)
            for i, cell in enumerate(cells)
        )

    def _flat(self, step: Step, value: Value) -> Value:
        size = self.own.answers.pins[step.name].size
        return np.broadcast_to(value.ravel(), (size,))

    def _off(self, step: Step, value: Value) -> Value:
        with np.errstate(all="ignore"):
            off = np.abs(self.own.answers.pins[step.name].ravel() - value.ravel())
        return np.where(np.isnan(off), np.inf, off)

    def _near(self, step: Step, value: Value) -> np.ndarray:
        return self._off(step, value) <= self._half(step, value)

    def _half(self, step: Step, value: Value) -> Value:
        return self.own.half(step) + 1e-9 * (1 + np.abs(value.ravel()))

    def _follows(self, step: Step, settled: np.ndarray) -> np.ndarray:
        """Which cells the right rule gives on the student's own values, by any right route."""
        found = self._near(step, self.own.expected[step.name])
        for route in step.also:
            if np.all(found | settled):
                return found
            with np.errstate(all="ignore"):
                found = found | self._near(step, route(self.own.values))
        if np.all(found | settled):
            return found
        slack = self._flat(step, self.own.slack(step))
        return found | (self._off(step, self.own.expected[step.name]) <= slack)


def _without_number(cell: object) -> Verdict | None:
    if cell is None:
        return "blank"
    return "unreadable" if isinstance(cell, Unreadable) else None


def _verdict(
    true: bool, follows: bool, expected: bool, sound: bool, guard: Callable[[], Value], i: int
) -> Verdict:
    if true or (follows and sound):
        return "correct"
    if follows:
        return "follows" if guard()[i] else "trivial"
    return "wrong" if expected else "undefined"
