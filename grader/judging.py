"""Judges every cell: right, following from the student's own values, or wrong.

All cells are compared with the truth and with what follows at once; only what fits neither is
looked at more closely, step by step.
"""

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
        self._true = _near(own.answers.values - truth, own.halves, truth)
        expected = own.expected_row
        self._expected = np.isfinite(expected)
        self._follows = _near(own.answers.values - expected, own.halves, expected)

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
        if true.all():
            return (CORRECT,) * len(true)
        follows = self._also_follows(step, true, follows)
        carried = follows & ~true
        credited = carried if sound or not carried.any() else carried & tells_apart(self.own, step)
        flags = (true, follows, credited, self._expected[place])
        numbered = zip(*[flag.tolist() for flag in flags], strict=True)
        return tuple(
            _verdict(cell, *flags, sound=sound)
            for cell, flags in zip(self.own.answers.of(step), numbered, strict=True)
        )

    def _also_follows(self, step: Step, true: Flags, follows: Flags) -> Flags:
        """Other right routes, and then the reach of rounding in what the step uses."""
        typed = self.own.answers.values[self.own.answers.places[step.name]]
        half = self.own.half(step)
        for route in step.also:
            if (true | follows).all():
                return follows
            value = route(self.own.values).ravel()
            follows = follows | _near(typed - value, half, value)
        if (true | follows).all():
            return follows
        result = self.own.expected[step.name]
        reach, expected = self.own.reach(step.rule, result).ravel(), result.ravel()
        return follows | _near(typed - expected, half + reach, expected)


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
