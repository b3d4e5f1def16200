"""What speaks for each misconception on the student's own values, and what against it.

The question is always the same: which wrong rule, applied to this student's own earlier values,
gives this number? And where else would the same rule have shown?
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np

from exercises.ops import op as find_op
from exercises.steps import Step
from exercises.trials import Trial
from exercises.values import Value
from grader.judging import Cells
from grader.own import NOISE, Own

WORTH_A_LOOK = 40
"""Only a value within so many times the slack is checked for the reach of rounding."""

Hypothesis = tuple[str, int]
"""A misconception and one of its forms."""
Values = dict[tuple[str, int], Value]
"""What is known of the results of trials, by step and number."""


@dataclass
class Evidence:
    """``wrong``: the cells to explain, by step; ``held``: hypotheses known to be true."""

    own: Own
    wrong: Mapping[str, Cells]
    held: tuple[Hypothesis, ...] = ()
    _values: Values = field(default_factory=dict)
    _missed: dict[tuple[Hypothesis, str], Cells] = field(default_factory=dict)
    _joint: set[tuple[Hypothesis, str]] = field(default_factory=set)

    @cached_property
    def hits(self) -> dict[Hypothesis, dict[str, Cells]]:
        """For each hypothesis the wrong cells that it gives, by step."""
        found: dict[Hypothesis, dict[str, Cells]] = {}
        for name, cells in self.wrong.items():
            for i, trial in enumerate(self.own.trials(name)):
                hit = self._hit(name, i, trial, cells)
                if hit:
                    found.setdefault((trial.misconception, trial.form), {})[name] = hit
            for hypothesis in self._hit_jointly(name, cells) if self.held else ():
                found.setdefault(hypothesis, {})[name] = cells
        return found

    def _hit_jointly(self, name: str, cells: Cells) -> Iterator[Hypothesis]:
        """Hypotheses that give all wrong cells of a step together with one that is held.

        That takes two different steps, of which at most one is asked.
        """
        trials = self.own.trials(name)
        held = [trial for trial in trials if (trial.misconception, trial.form) in self.held]
        for other, trial in product(held, trials):
            if trial.misconception == other.misconception or trial.swap.keys() <= {*other.swap}:
                continue
            for first, second in ((trial, other), (other, trial)):
                # Joining two trials costs about as much again as working them out.
                if not self.own.can_afford(2 * (len(trial.way) + len(other.way))):
                    return
                if self.gives(name, self.own.joined(name, first, second)) == cells:
                    self._joint.add(((trial.misconception, trial.form), name))
                    self._joint.add(((other.misconception, other.form), name))
                    yield (trial.misconception, trial.form)

    @cached_property
    def negated(self) -> frozenset[str]:
        """Steps where a misconception gives minus the right value, as a sign slip would."""
        return frozenset(
            name
            for name in self.wrong
            for trial in self.own.trials(name)
            if trial.negates and name in self.hits.get((trial.misconception, trial.form), {})
        )

    def against(self, hypothesis: Hypothesis) -> frozenset[str]:
        """Steps in which the hypothesis would have shown in a cell that is right.

        Of the wrong steps only those that it explains in part: others may have their own cause.
        """
        hits = self.hits.get(hypothesis, {})
        return frozenset(
            name
            for name, i in self._sites_of(hypothesis).items()
            if (name in hits or name not in self.wrong) and self._denied(name, i)
        )

    def missed(self, hypothesis: Hypothesis, name: str) -> Cells:
        """Wrong cells of a step where the hypothesis would have shown, but as another value."""
        if (hypothesis, name) not in self._missed:
            self._missed[hypothesis, name] = self._miss(hypothesis, name)
        return self._missed[hypothesis, name]

    def _miss(self, hypothesis: Hypothesis, name: str) -> Cells:
        i = self._sites.get(hypothesis, {}).get(name)
        value = None if i is None or (hypothesis, name) in self._joint else self._value(name, i)
        if value is None:
            return frozenset()
        step = self.own.variant.sheet.by_name[name]
        off = np.abs(value - self.own.expected[name].ravel())
        shows = (~(off <= 2 * self.own.half(step) + NOISE)).tolist()
        hits = self.hits[hypothesis].get(name, frozenset())
        return frozenset(i for i in self.wrong[name] - hits if shows[i])

    def gives(self, name: str, trial: Trial) -> Cells:
        """The wrong cells of a step that a trial gives."""
        return self._given(name, trial, trial.value(self.own.values).ravel(), self.wrong[name])

    def kind(self, name: str) -> str:
        """What sort of step it is: forward or by which argument, for any op of one kind."""
        op, _, argument = self.own.variant.sheet.by_name[name].op.partition(":")
        return op if op == "paths" else f"{find_op(op).kind}:{argument}"

    def touched(self, hypothesis: Hypothesis) -> list[str]:
        """Wrong steps that a hypothesis explains, or in which it would have shown."""
        hits = self.hits[hypothesis]
        return [
            name
            for name in self._sites[hypothesis]
            if name in self.wrong and (name in hits or self.missed(hypothesis, name))
        ]

    def passed(self, hypothesis: Hypothesis, name: str) -> bool:
        """Whether the hypothesis can be made in a wrong step and does not give what is there."""
        site = name in self._sites.get(hypothesis, {}) and (hypothesis, name) not in self._joint
        return site and self.hits[hypothesis].get(name, frozenset()) < self.wrong[name]

    def agrees(self, hypothesis: Hypothesis, name: str) -> bool:
        """Whether the hypothesis can be made in a step, and gives all that is typed there."""
        i = self._sites[hypothesis].get(name)
        return i is not None and not self._denied(name, i)

    def given_by(self, hypothesis: Hypothesis, name: str) -> Value:
        """What the hypothesis makes of a step in which it can be made."""
        value = self._value(name, self._sites[hypothesis][name])
        return self.own.expected[name].ravel() if value is None else value

    def _sites_of(self, hypothesis: Hypothesis) -> dict[str, int]:
        """Where a hypothesis can be made, also one that hits nothing."""
        if hypothesis not in self._sites:
            self._sites[hypothesis] = {
                step.name: i
                for step in self.own.variant.sheet.asked
                for i, trial in enumerate(self.own.trials(step.name))
                if (trial.misconception, trial.form) == hypothesis
            }
        return self._sites[hypothesis]

    @cached_property
    def _sites(self) -> dict[Hypothesis, dict[str, int]]:
        """Where each hypothesis that hits anything can be made: step, and number of the trial."""
        found: dict[Hypothesis, dict[str, int]] = {key: {} for key in self.hits}
        for step in self.own.variant.sheet.asked:
            for i, trial in enumerate(self.own.trials(step.name)):
                sites = found.get((trial.misconception, trial.form))
                if sites is not None:
                    sites[step.name] = i
        return found

    def _value(self, name: str, i: int) -> Value | None:
        """What a trial gives for a step, in one row of cells; None if it costs too much work."""
        key = (name, i)
        if key not in self._values:
            trial = self.own.trials(name)[i]
            if not self.own.can_afford(len(trial.way) + 1):
                return None
            self._values[key] = trial.value(self.own.values).ravel()
        return self._values[key]

    def _hit(self, name: str, i: int, trial: Trial, cells: Cells) -> Cells:
        value = self._value(name, i)
        return frozenset() if value is None else self._given(name, trial, value, cells)

    def _given(self, name: str, trial: Trial, value: Value, cells: Cells) -> Cells:
        """Those of some cells that hold what a trial gives, up to rounding."""
        step = self.own.variant.sheet.by_name[name]
        typed = self.own.answers.pins[name].ravel()
        off = np.abs(typed - value)
        slack = 1.02 * self.own.half(step) + NOISE * np.abs(typed)
        close = (off > slack) & (off <= WORTH_A_LOOK * slack)
        if close.any() and any(close[i] for i in cells):
            slack = slack + self.own.reach(trial.way, trial.swap)
        near = (off <= slack).tolist()
        return frozenset(i for i in cells if near[i])

    def _denied(self, name: str, i: int) -> bool:
        """Whether a right cell shows that the rule was not applied."""
        value = self._value(name, i)
        if value is None:
            return True
        step = self.own.variant.sheet.by_name[name]
        typed = self.own.answers.pins[name].ravel()
        off = np.abs(typed - value)
        slack = 2 * self.own.half(step) + NOISE * np.abs(typed)
        denied = ~(off <= slack) & ~np.isnan(typed)
        if name in self.wrong:
            denied[list(self.wrong[name])] = False
        if denied.any():
            denied &= ~(off <= slack + self._blur(step))
        return bool(denied.any())

    def _blur(self, step: Step) -> Value:
        return 2 * self.own.reach_of(step)
