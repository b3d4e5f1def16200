"""All nearly smallest explanations of some wrong steps by misconceptions and slips.

A set of hypotheses explains the cells that any of them gives. Each misconception counts once,
however many steps it explains; what no chosen hypothesis explains costs what its slips cost, or
more where there are none. The search branches on the first step that is not explained yet (depth
first, branch and bound), so that no set is met twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from grader.evidence import Hypothesis
from grader.judging import Cells

MARGIN = 0.45
"""Explanations that cost so much more than the best one are as good as it."""
MOST_TRIED = 300
"""Sets tried for one submission; when they do not suffice, nothing is named where they ended."""

Chosen = tuple[Hypothesis, ...]


@dataclass(frozen=True)
class Explanation:
    """A set of hypotheses, and what it costs with the slips beside it."""

    cost: float
    chosen: Chosen

    @property
    def ids(self) -> frozenset[str]:
        """The misconceptions."""
        return frozenset(id for id, _ in self.chosen)


@dataclass
class Budget:
    """Sets that may still be tried."""

    left: int = MOST_TRIED

    def spend(self) -> bool:
        """Take one; False if there is none."""
        self.left -= 1
        return self.left >= 0


@dataclass
class Search:
    """Explains ``steps``, whose ``wrong`` cells share hypotheses.

    ``hits``: the cells that each hypothesis gives, by step. ``price`` of a set of hypotheses and
    ``rest``, of leaving some cells of a step, are the least that these can cost; ``conflict`` is
    what a set costs above that.
    """

    steps: Sequence[str]
    wrong: Mapping[str, Cells]
    hits: Mapping[Hypothesis, Mapping[str, Cells]]
    price: Callable[[Chosen], float]
    rest: Callable[[str, Cells, float], float]
    conflict: Callable[["Search", Chosen], float]
    budget: Budget
    best: float = float("inf")
    found: list[Explanation] = field(default_factory=list)

    def run(self) -> list[Explanation] | None:
        """The best explanation and those as good as it, best first; None if the budget ended."""
        self._visit(0, (), frozenset(), 0.0)
        if self.budget.left < 0:
            return None
        near = [e for e in self.found if e.cost <= self.best + MARGIN]
        return sorted(near, key=lambda e: (e.cost, len(e.chosen), e.chosen))

    def open_cells(self, step: str, chosen: Chosen) -> Cells:
        """The wrong cells of a step that no chosen hypothesis gives."""
        cells = self.wrong[step]
        for hypothesis in chosen:
            cells -= self.hits[hypothesis].get(step, frozenset())
        return cells

    def _visit(self, at: int, chosen: Chosen, barred: frozenset[Hypothesis], spent: float) -> None:
        if not self.budget.spend():
            return
        while at < len(self.steps) and not self.open_cells(self.steps[at], chosen):
            at += 1
        if at == len(self.steps):
            cost = spent + self.conflict(self, chosen)
            self.best = min(self.best, cost)
            self.found.append(Explanation(cost, chosen))
            return
        step = self.steps[at]
        cells = self.open_cells(step, chosen)
        price = self.price(chosen)
        for hypothesis in self._options(step, cells, barred):
            more = (*chosen, hypothesis)
            cost = spent - price + self.price(more)
            if cost <= self.best + MARGIN:
                self._visit(at, more, barred, cost)
            barred |= {hypothesis}
        worth = self.best + MARGIN - spent
        rest = self.rest(step, cells, worth)
        if rest <= worth:
            self._visit(at + 1, chosen, barred, spent + rest)

    def _options(self, step: str, cells: Cells, barred: frozenset[Hypothesis]) -> list[Hypothesis]:
        """Hypotheses that explain some of the cells, those first that explain most of the rest."""
        found = [
            hypothesis
            for hypothesis, hits in self.hits.items()
            if hypothesis not in barred and not cells.isdisjoint(hits.get(step, ()))
        ]
        return sorted(found, key=lambda h: (-len(self.hits[h]), self.price((h,)), h))
