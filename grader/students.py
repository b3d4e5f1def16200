"""Simulated students: the same steps with some rules swapped, some values slipped, all rounded.

They carry what they typed, as a student with pencil and paper does, unless told to carry the
unrounded value, as one with the memory of a calculator does.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from exercises.generator import Generator
from exercises.ops import all_misconceptions
from exercises.steps import Rule, Step, run
from exercises.values import Value
from exercises.variant import Variant
from grader.errors import GraderError
from grader.slips import BY_ID

MOST_DECIMALS = 10
LARGEST = 1e11
KINDS = {id.removeprefix("Z_").lower(): id for id in BY_ID}
"""Slips by the short word of the command line: sign, pow10, transpose, digit, ...."""


class BadStudent(GraderError):
    """A student who cannot be simulated: an unknown misconception, slip or step."""


@dataclass(frozen=True)
class Simulated:
    """``answers`` as typed; ``applied``: what was done where, and only where it made a change."""

    answers: dict[str, Any]
    applied: tuple[dict[str, str], ...]


def simulate(
    variant: Variant,
    misconceptions: Sequence[str] = (),
    slips: Sequence[str] = (),
    decimals: int | None = None,
    blanks: Sequence[str] = (),
    seed: int = 0,
    carry: bool = True,
) -> Simulated:
    """The answers of a student.

    ``misconceptions``: ids, held wherever they can be made, or ``ID@STEP`` for one step only;
    ``slips``: ``KIND@STEP``; ``blanks``: steps left out; ``decimals``: typed, all that there are if
    None; ``carry``: whether the student goes on with the typed value. Raises BadStudent.
    """
    swaps, names = _swaps(variant, misconceptions, seed)
    slipping = dict(_slip(variant, text) for text in slips)
    left = {_step(variant, name).name for name in blanks}
    if decimals is not None and not 0 <= decimals <= MOST_DECIMALS:
        raise BadStudent(f"A student types from 0 to {MOST_DECIMALS} decimals.")
    typing = MOST_DECIMALS if decimals is None else decimals
    hand = _Hand(variant, swaps, slipping, typing, carry=carry, seed=seed)
    values = hand.work()
    answers = {
        step.name: _text(values[step.name][0], typing, fixed=decimals is not None)
        for step in variant.sheet.asked
        if step.name not in left
    }
    return Simulated(answers, tuple(hand.applied(values, names)))


def _swaps(
    variant: Variant, chosen: Sequence[str], seed: int
) -> tuple[dict[str, Rule], dict[str, str]]:
    """Wrong rules by step, and the misconception that each comes from."""
    rules: dict[str, Rule] = {}
    names: dict[str, str] = {}
    for text in chosen:
        id, _, step = text.partition("@")
        for name, rule in _rules(variant, id, step, seed).items():
            if name not in rules:
                rules[name], names[name] = rule, id
    return rules, names


def _rules(variant: Variant, id: str, step: str, seed: int) -> dict[str, Rule]:
    entry = all_misconceptions().get(id)
    if entry is None:
        raise BadStudent(f"There is no misconception called {id[:40]!r}.")
    forms = variant.sheet.forms.get(entry.same_as or id)
    if forms is None:
        raise BadStudent(f"The misconception {id} cannot be made in this exercise.")
    if step:
        _step(variant, step)
        forms = {form: {step: rules[step]} for form, rules in forms.items() if step in rules}
        if not forms:
            raise BadStudent(f"The misconception {id} cannot be made in step {step}.")
    visible = [rules for rules in forms.values() if _changes(variant, rules)] or [*forms.values()]
    choice = int(Generator(f"student/{id}/{seed}", 1).integers((), len(visible))[0])
    return visible[choice]


def _changes(variant: Variant, rules: Mapping[str, Rule]) -> bool:
    """Whether a form changes any value of this variant."""
    with np.errstate(all="ignore"):
        return any(
            not np.allclose(rule(variant.truth), variant.truth[name], equal_nan=True)
            for name, rule in rules.items()
        )


def _slip(variant: Variant, text: str) -> tuple[str, str]:
    kind, _, name = text.partition("@")
    id = KINDS.get(kind.lower(), kind)
    if id not in BY_ID:
        raise BadStudent(f"There is no slip called {kind[:40]!r}; there are {', '.join(KINDS)}.")
    return _step(variant, name).name, id


def _step(variant: Variant, name: str) -> Step:
    step = variant.sheet.by_name.get(name)
    if step is None or not step.asked:
        raise BadStudent(f"The exercise does not ask for a step called {name[:40]!r}.")
    return step


@dataclass
class _Hand:
    """A hand that works through the steps: applies a rule, slips, rounds."""

    variant: Variant
    swaps: Mapping[str, Rule]
    slips: Mapping[str, str]
    decimals: int
    carry: bool
    seed: int

    def work(self) -> dict[str, Value]:
        """What stands in each step in the end."""
        steps = [replace(step, rule=self._typed(step)) for step in self.variant.sheet.steps]
        values = run(steps, self.variant.sheet.with_seed(self.variant.values)).values
        return {step.name: np.round(values[step.name], self.decimals) for step in steps}

    def _typed(self, step: Step) -> Rule:
        rule = self.swaps.get(step.name, step.rule)
        slip = self._slipping(step)
        if step.asked and self.carry:
            return Rule(lambda *v: slip(np.round(rule.f(*v), self.decimals)), rule.inputs)
        return Rule(lambda *v: slip(rule.f(*v)), rule.inputs)

    def _slipping(self, step: Step) -> Callable[[Value], Value]:
        """Changes one cell, chosen by the seed among those that the slip can change."""
        id = self.slips.get(step.name)
        if id is None:
            return lambda value: value

        def slip(value: Value) -> Value:
            flat = value.ravel().copy()
            decimals = min(self.decimals, step.decimals)
            options = [
                (i, made)
                for i, cell in enumerate(flat.tolist())
                for made in BY_ID[id].makes(cell, decimals)
                if round(made, decimals) != round(cell, decimals)
            ]
            if options:
                choice = Generator(f"slip/{id}/{step.name}/{self.seed}", 1)
                i, made = options[int(choice.integers((), len(options))[0])]
                flat[i] = made
            return flat.reshape(value.shape)

        return slip

    def applied(
        self, values: Mapping[str, Value], names: Mapping[str, str]
    ) -> list[dict[str, str]]:
        """What made a change to the values that the student had."""
        own = {**self.variant.sheet.with_seed(self.variant.values), **values}
        found = []
        for step in self.variant.sheet.asked:
            with np.errstate(all="ignore"):
                right = np.round(step.rule(own), self.decimals)
            if np.array_equal(right, values[step.name]):
                continue
            if step.name in self.slips:
                found.append({"kind": "slip", "id": self.slips[step.name], "step": step.name})
            elif step.name in names:
                found.append({"kind": "misconception", "id": names[step.name], "step": step.name})
        return found


def _text(value: Value, decimals: int, *, fixed: bool) -> Any:
    """A number as typed, or nested lists of these; nothing where there is no number to type."""
    if value.ndim:
        return [_text(part, decimals, fixed=fixed) for part in value]
    number = float(value) + 0.0
    if not abs(number) < LARGEST:
        return ""
    text = f"{number:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text if fixed else (text.rstrip("0").rstrip(".") if "." in text else text)
