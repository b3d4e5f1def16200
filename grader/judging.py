"""Judges every cell: right, following from the student's own values, or wrong.

All cells are compared with the truth and with what follows at once; only what fits neither is
looked at more closely, step by step.
"""

from operator import or_

import numpy as np
from numpy.typing import NDArray

from exercises.steps import Step
from exercises.values import Value
from grader.causes import Cells, tells_apart
from grader.errors import Unreadable
from grader.numbers import Number
from grader.own import NOISE, Own
from grader.verdicts import Verdict

Flags = NDArray[np.bool_]
CORRECT: Verdict = "correct"


def judge(own: Own) -> tuple[dict[str, tuple[Verdict, ...]], dict[str, Cells]]:
    """Verdicts by step, with "wrong" where the cause is still to be found; and those cells."""
    judge_ = _Judge(own)
    for step in own.variant.sheet.steps:
        judge_.step(step)
    wrong = {
        name: frozenset(i for i, verdict in enumerate(cells) if verdict == "wrong")
        for name, cells in judge_.verdicts.items()
        if "wrong" in cells
    }
    return judge_.verdicts, wrong


class _Judge:
    """Goes through the steps in order, so that the inputs of a step are judged before it."""

    def __init__(self, own: Own) -> None:
        self.own = own
        self.verdicts: dict[str, tuple[Verdict, ...]] = {}
        self._sound: dict[str, bool] = {}
        truth, _ = own.variant.key
        expected = own.expected_row
        self._true = _near(own.answers.values - truth, own.halves, truth).tolist()
        self._follows = _near(own.answers.values - expected, own.halves, expected).tolist()
        self._finite = np.isfinite(expected).tolist()

    def step(self, step: Step) -> None:
        """Judge one step. It is sound if it is right and stands on nothing that is wrong."""
        sound = all(self._sound.get(name, True) for name in step.rule.inputs)
        if not step.asked:
            self._sound[step.name] = sound
            return
        verdicts = self.verdicts[step.name] = self._verdicts(step, sound=sound)
        correct = all(verdict == "correct" for verdict in verdicts)
        open_ = all(verdict in ("correct", "blank", "unreadable") for verdict in verdicts)
        self._sound[step.name] = correct or (sound and open_)

    def _verdicts(self, step: Step, *, sound: bool) -> tuple[Verdict, ...]:
        place = self.own.answers.places[step.name]
        true, follows = self._true[place], self._follows[place]
        if all(true):
            return (CORRECT,) * len(true)
        if not all(map(or_, true, follows)):
            follows = self._follows_closely(step, follows)
        credited = follows if sound or not any(follows) else tells_apart(self.own, step)
        cells = self.own.answers.of(step)
        columns = (cells, true, follows, credited, self._finite[place])
        return tuple(_verdict(*column, sound=sound) for column in zip(*columns, strict=True))

    def _follows_closely(self, step: Step, follows: list[bool]) -> list[bool]:
        """By the other right routes too, and within the reach of rounding in what is used."""
        typed = self.own.answers.values[self.own.answers.places[step.name]]
        half = self.own.half(step)
        result = self.own.expected[step.name]
        reach, expected = self.own.reach(step.rule, result).ravel(), result.ravel()
        found: Flags = np.array(follows) | _near(typed - expected, half + reach, expected)
        for route in step.also:
            value = route(self.own.values).ravel()
            found |= _near(typed - value, half, value)
        return [bool(flag) for flag in found]


def _near(off: Value, half: Value | float, value: Value) -> Flags:
    return np.asarray(np.abs(off) <= half + NOISE * (1 + np.abs(value)))


def _verdict(
    cell: Number | Unreadable | None,
    true: bool,
    follows: bool,
    credited: bool,
    expected: bool,
    *,
    sound: bool,
) -> Verdict:
    if not isinstance(cell, Number):
        return "blank" if cell is None else "unreadable"
    if true or (follows and sound):
        return "correct"
    if follows:
        return "follows" if credited else "trivial"
    return "wrong" if expected else "undefined"
