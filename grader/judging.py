"""Judges every cell: right, following from the student's own values, or wrong.

All cells are compared with the truth and with what follows at once; only what fits neither is
looked at more closely, step by step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import or_

import numpy as np
from numpy.typing import NDArray

from exercises.steps import Rule, Step
from exercises.values import Value
from grader.edges import beside_jumps, past_the_edge
from grader.errors import Unreadable
from grader.numbers import Number
from grader.own import NOISE, Own
from grader.telling import tells_apart
from grader.verdicts import WRONG, Verdict

Flags = NDArray[np.bool_]
Cells = frozenset[int]
CORRECT: Verdict = "correct"


@dataclass
class Judged:
    """``verdicts`` of the cells by step, with "wrong" where the cause is still to be found.

    ``rounded``: cells that are right to the digits typed, but of these there are too few.
    """

    verdicts: dict[str, tuple[Verdict, ...]] = field(default_factory=dict)
    rounded: dict[str, Cells] = field(default_factory=dict)

    @property
    def wrong(self) -> dict[str, Cells]:
        """The wrong cells by step."""
        return {
            name: frozenset(i for i, verdict in enumerate(cells) if verdict == "wrong")
            for name, cells in self.verdicts.items()
            if "wrong" in cells
        }


def judge(own: Own) -> Judged:
    """Verdicts for all cells."""
    judge_ = _Judge(own)
    for step in own.variant.sheet.steps:
        judge_.step(step)
    return judge_.found


class _Judge:
    """Goes through the steps in order, so that the inputs of a step are judged before it."""

    def __init__(self, own: Own) -> None:
        self.own = own
        self.found = Judged()
        self._sound: dict[str, bool] = {}
        typed, half = own.answers.values, own.rounding.right
        truth, expected = own.variant.key[0], own.expected_row
        self._true = _near(typed - truth, half, truth).tolist()
        self._follows = _near(typed - expected, half, expected).tolist()
        self._finite = np.isfinite(expected).tolist()

    def step(self, step: Step) -> None:
        """Judge one step. It is sound if it is right and stands on nothing that is wrong."""
        sound = all(self._sound.get(name, True) for name in step.rule.inputs)
        if not step.asked:
            self._sound[step.name] = sound
            return
        verdicts = self.found.verdicts[step.name] = self._verdicts(step, sound=sound)
        rounded = self.found.rounded.get(step.name, ())
        bad = [v for i, v in enumerate(verdicts) if v != "correct" and i not in rounded]
        open_ = all(verdict in ("blank", "unreadable") for verdict in bad)
        self._sound[step.name] = not bad or (sound and open_)

    def _verdicts(self, step: Step, *, sound: bool) -> tuple[Verdict, ...]:
        place = self.own.answers.places[step.name]
        true, follows = self._true[place], self._follows[place]
        if all(true):
            return (CORRECT,) * len(true)
        if not all(map(or_, true, follows)):
            follows = self._follows_closely(step, true, follows)
        credited = follows if sound or not any(follows) else tells_apart(self.own, step)
        cells = self.own.answers.of(step)
        columns = (cells, true, follows, credited, self._finite[place])
        verdicts = [_verdict(*column, sound=sound) for column in zip(*columns, strict=True)]
        if "undefined" in verdicts and self.own.is_blurred(step):
            verdicts = ["trivial" if v == "undefined" else v for v in verdicts]
        return tuple(self._said_of_rounded(step.name, verdicts))

    def _said_of_rounded(self, name: str, verdicts: list[Verdict]) -> list[Verdict]:
        """What is rounded too early is said to be, unless there is worse to say of the step."""
        rounded = self.found.rounded.get(name, ())
        worse = {v for i, v in enumerate(verdicts) if i not in rounded} & WRONG
        if rounded and worse:
            del self.found.rounded[name]
        what: Verdict = CORRECT if worse else "slip"
        return [what if i in rounded else verdict for i, verdict in enumerate(verdicts)]

    def _follows_closely(
        self, step: Step, true: Sequence[bool], follows: Sequence[bool]
    ) -> list[bool]:
        """By the other right routes too, and within the reach of rounding in what is used."""
        own, place = self.own, self.own.answers.places[step.name]
        typed, half = own.answers.values[place], own.rounding.right[place]
        found: Flags = np.array(follows)
        rounded = np.abs(typed - own.variant.truth[step.name].ravel()) <= own.half(step)
        for rule in (step.rule, *step.also):
            found |= self._given_by(step, rule, typed, half)
            if own.rounding.is_coarse:
                rounded |= self._given_by(step, rule, typed, own.half(step))
            if found.all():
                break
        self._note_rounded(step, rounded & ~found & ~np.array(true))
        return [bool(flag) for flag in found]

    def _given_by(self, step: Step, rule: Rule, typed: Value, half: Value) -> Flags:
        """Which cells a right route gives from what the typed values before them can stand for."""
        own = self.own
        value = (own.expected[step.name] if rule is step.rule else rule(own.values)).ravel()
        blur = own.blur(step, rule)
        exact, near = (_near(typed - value, slack, value) for slack in (half, half + blur.reach))
        if (near & ~exact).any():
            near &= exact | beside_jumps(blur, typed, half)
        if not np.isfinite(value).all():
            near |= ~np.isfinite(value) & past_the_edge(own, step, rule, typed, half)
        return near

    def _note_rounded(self, step: Step, flags: Flags) -> None:
        if flags.any():
            self.found.rounded[step.name] = frozenset(np.flatnonzero(flags).tolist())


def _near(off: Value, half: Value | float, value: Value) -> Flags:
    return np.asarray((np.abs(off) <= half + NOISE * (1 + np.abs(value))) & np.isfinite(value))


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
