"""What explanations cost: the less likely, the more.

The costs stand for logarithms of chances, set so that a single number that a slip makes as well
names nothing, two numbers that agree outweigh two slips, and a misconception that its holder would
have shown elsewhere, and did not, is no better than to say nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from grader.careless import Careless
from grader.evidence import Evidence, Hypothesis
from grader.explanations import Chosen, Search
from grader.judging import Cells

UNEXPLAINED = 2.5
"""What a step costs that nothing explains: so much that two causes are better."""
ANOTHER_CELL = 0.25
"""What it costs more for each of up to three further cells: those hardly agree by chance."""
SIMPLE = 2.0
"""The same for numbers that much makes: 0, or a value that the step starts from."""
NOT_HELD = (0.0, 0.7, 0.9, 1.0)
"""What a misconception pays for none, one, two, more right steps in which it would have shown."""
IN_PART = 2.5
"""What it pays for each step of which it explains some cells while right ones deny it: all."""
ANOTHER_FORM = 0.5
"""What it costs to hold a misconception in two forms."""
SAME_KIND = 1.2
"""What it pays, if it explains one step only, for each step of that kind left unexplained."""
WRONG_THERE = 1.5
"""What it pays for a step left unexplained that it would have made another number of."""
SHARED = 1.5
"""What it costs to explain the cells of one step by different misconceptions."""
CHEAPEST = 0.2
MOST_SLIPS = 2
"""Slips that are looked for in one step beside a misconception."""


@dataclass
class Prices:
    """Costs of one submission; ``sure``: hypotheses known to be held."""

    evidence: Evidence
    careless: Careless
    sure: Chosen = ()
    _prices: dict[Chosen, float] = field(default_factory=dict)
    _denied: dict[Hypothesis, frozenset[str]] = field(default_factory=dict)
    _least: dict[tuple[str, Cells], float] = field(default_factory=dict)
    _slips: dict[tuple[str, Cells], float] = field(default_factory=dict)
    _none: dict[tuple[str, Cells], float] = field(default_factory=dict)
    _from: dict[tuple[Hypothesis, str, Cells], float] = field(default_factory=dict)

    def price(self, chosen: Chosen) -> float:
        """A set of hypotheses, before any step is looked at."""
        if chosen not in self._prices:
            forms: dict[str, list[Hypothesis]] = {}
            for hypothesis in chosen:
                forms.setdefault(hypothesis[0], []).append(hypothesis)
            self._prices[chosen] = sum(map(self._price_of_one, forms.values()))
        return self._prices[chosen]

    def _price_of_one(self, forms: list[Hypothesis]) -> float:
        denied = frozenset.intersection(*map(self._denied_by, forms))
        in_part = sum(name in self.evidence.wrong for name in denied)
        elsewhere = len(denied) - in_part
        explained = len({name for form in forms for name in self.evidence.hits[form]})
        rarely = UNEXPLAINED * explained if elsewhere >= explained > 1 else 0
        not_held = NOT_HELD[min(elsewhere, len(NOT_HELD) - 1)] + IN_PART * in_part
        return 1 + not_held + rarely + ANOTHER_FORM * (len(forms) - 1)

    def _denied_by(self, hypothesis: Hypothesis) -> frozenset[str]:
        if hypothesis not in self._denied:
            others = [sure for sure in self.sure if sure[0] != hypothesis[0]]
            self._denied[hypothesis] = frozenset(
                name
                for name in self.evidence.against(hypothesis)
                if not any(self.evidence.agrees(other, name) for other in others)
            )
        return self._denied[hypothesis]

    def price_together(self, pair: Chosen) -> float:
        """Two hypotheses that together explain one step, whatever else they would have changed."""
        return sum(1 + NOT_HELD[min(len(self._denied_by(h)), 3)] for h in pair)

    def least(self, step: str, cells: Cells, worth: float = np.inf) -> float:
        """The least that it can cost to leave some cells of a step to slips, or unexplained.

        Not looked up if it is not worth ``worth``.
        """
        key = (step, cells)
        if key not in self._least:
            if worth < CHEAPEST:
                return float(np.inf)
            self._least[key] = self._rest(list(self.evidence.hits), step, cells)
        return self._least[key]

    def _rest(self, held: Sequence[Hypothesis], step: str, cells: Cells) -> float:
        """What it costs for somebody who holds some hypotheses.

        A slip may be made on the right value, or on what one of these makes of the step.
        """
        cost = min(self._slipped(step, cells), self.unexplained(step, cells))
        return min([cost, *[self._slipped_from(h, step, cells) for h in held]])

    def _slipped(self, step: str, cells: Cells) -> float:
        """Slips on the right value of a step."""
        key = (step, cells)
        if key not in self._slips:
            cost, enough = 0.0, self.unexplained(step, cells)
            for i in sorted(cells):
                cost += min(self.slips(step, i).values(), default=np.inf)
                if cost > enough:
                    break
            self._slips[key] = cost
        return self._slips[key]

    def slips(self, step: str, i: int) -> dict[str, float]:
        """Slips of one cell, without the sign where a misconception is nothing but that."""
        slips = self.careless.of(step, i)
        if step in self.evidence.negated:
            return {id: cost for id, cost in slips.items() if id != "Z_SIGN"}
        return slips

    def _slipped_from(self, hypothesis: Hypothesis, step: str, cells: Cells) -> float:
        """Slips on what a hypothesis makes of a step, if it would have shown in all the cells."""
        key = (hypothesis, step, cells)
        if key not in self._from:
            cost = float(np.inf)
            if len(cells) <= MOST_SLIPS and cells <= self.evidence.missed(hypothesis, step):
                value = self.evidence.given_by(hypothesis, step)
                named = self.evidence.own.variant.sheet.by_name[step]
                slips = [self.careless.from_value(named, i, float(value[i])) for i in cells]
                cost = sum(min(found.values(), default=np.inf) for found in slips)
            self._from[key] = cost
        return self._from[key]

    def is_slipped(self, hypothesis: Hypothesis, step: str, cells: Cells) -> bool:
        """Whether slips on what a hypothesis makes of a step are what explains some cells best."""
        slipped = self._slipped_from(hypothesis, step, cells)
        return slipped < self.unexplained(step, cells) and slipped <= self._slipped(step, cells)

    def is_unexplained(self, step: str, cells: Cells) -> bool:
        """Whether no slips explain some cells, on the right value or on another."""
        return self.least(step, cells) >= self.unexplained(step, cells)

    def unexplained(self, step: str, cells: Cells) -> float:
        """What it costs that nothing explains some cells of a step."""
        key = (step, cells)
        if key not in self._none:
            more = ANOTHER_CELL * min(len(cells) - 1, 3)
            self._none[key] = SIMPLE if self._is_simple(step, cells) else UNEXPLAINED + more
        return self._none[key]

    def _is_simple(self, name: str, cells: Cells) -> bool:
        """Whether all cells hold 0, or a value that the step starts from, with either sign."""
        own = self.evidence.own
        step = own.variant.sheet.by_name[name]
        inputs = {0.0}.union(
            *(np.abs(own.values[source]).ravel().tolist() for source in step.rule.inputs)
        )
        typed = np.abs(own.answers.pins[name].ravel()).tolist()
        half = own.half(step).tolist()
        return all(any(abs(typed[i] - value) <= half[i] for value in inputs) for i in cells)

    def conflict(self, search: Search, chosen: Chosen) -> float:
        """What speaks against holding a set at once, beyond the price of each."""
        cost = 0.0
        overruled: set[tuple[str, str]] = set()
        for step in search.steps:
            left = search.open_cells(step, chosen)
            if left:
                cost += self._left(search, chosen, step, left)
                continue
            owners = [
                h for h in chosen if search.hits[h].get(step, frozenset()) >= search.wrong[step]
            ]
            cost += 0 if owners else SHARED
            overruled |= {
                (h[0], owner[0])
                for h in chosen
                for owner in owners
                if h[0] != owner[0] and self.evidence.passed(h, step)
            }
        mutual = {frozenset(pair) for pair in overruled if pair[::-1] in overruled}
        return cost + 2 * WRONG_THERE * len(mutual)

    def _left(self, search: Search, chosen: Chosen, step: str, cells: Cells) -> float:
        """How much more than at least a step costs that is left, with what is really chosen."""
        least = self.least(step, cells)
        really = self._rest(chosen, step, cells)
        missed = {h[0] for h in chosen if self.evidence.missed(h, step) & cells}
        if really >= self.unexplained(step, cells):
            alone = self._alone_beside(search, chosen, step) - missed
            return really - least + WRONG_THERE * len(missed) + SAME_KIND * len(alone)
        slipped = {h[0] for h in chosen if self._slipped_from(h, step, cells) <= really}
        return really - least + NOT_HELD[1] * len(missed - slipped)

    def _alone_beside(self, search: Search, chosen: Chosen, step: str) -> set[str]:
        """Misconceptions that explain a single step, and that of the same kind as another."""
        kind = self.evidence.kind(step)
        steps: dict[str, set[str]] = {}
        for hypothesis in chosen:
            steps.setdefault(hypothesis[0], set()).update(search.hits[hypothesis])
        return {
            id
            for id, explained in steps.items()
            if len(explained) == 1 and self.evidence.kind(*explained) == kind
        }
