"""Joint diagnosis: the smallest set of misconceptions and slips that explains the whole sheet.

Every wrong step has candidate causes. A misconception counts once however many steps it explains,
a slip once for each; what nothing explains costs most. A misconception that ought to have shown in
a step that is right pays for that. Named is what every explanation as good as the best one holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.careless import Careless
from grader.evidence import Evidence, Hypothesis, Values
from grader.explanations import Budget, Chosen, Explanation, Search
from grader.findings import Named
from grader.judging import Cells
from grader.naming import left_in, named_in, named_jointly, surely_held
from grader.own import Own
from grader.prices import Prices

Hits = Mapping[Hypothesis, Mapping[str, Cells]]


def diagnose(own: Own, wrong: Mapping[str, Cells], budget: Budget | None = None) -> list[Named]:
    """The named causes, in the order of the first step that each explains."""
    order = list(wrong)
    found = list(_Diagnosis(own, dict(wrong), budget or Budget()).named())
    return sorted(found, key=lambda named: order.index(named.finding.steps[0]))


@dataclass
class _Diagnosis:
    own: Own
    wrong: dict[str, Cells]
    budget: Budget

    def __post_init__(self) -> None:
        self.careless = Careless(self.own, self.wrong)
        self.values: Values = {}
        self._look()

    def _look(self, held: Chosen = ()) -> None:
        """Gather what speaks for and against each misconception, given those known to be held."""
        self.evidence = Evidence(self.own, self.wrong, held, self.values)
        self.prices = Prices(self.evidence, self.careless, held)

    def named(self) -> Iterator[Named]:
        """What can be named, from one group of connected steps after the other.

        If that does not settle all, the sheet is looked at again in the light of what is sure.
        """
        prices, solved = self.prices, self._solve()
        sure = tuple(h for _, near in solved for h in surely_held(near))
        if sure and not all(_is_settled(search, near, prices) for search, near in solved):
            self._look(sure)
            again = self._solve()
            if self.own.work >= 0 and all(near for _, near in again):
                prices, solved = self.prices, again
        for search, near in solved:
            yield from named_in(search, near, prices)
            for step, cells in left_in(search, near, prices):
                yield from named_jointly(step, cells, prices)

    def _solve(self) -> list[tuple[Search, list[Explanation]]]:
        """The good explanations of each group; none where the search was cut short."""
        searches = [self._search(steps, hits) for steps, hits in self._groups()]
        return [(search, search.run() or []) for search in searches]

    def _search(self, steps: Sequence[str], hits: Hits) -> Search:
        prices = self.prices
        return Search(
            steps, self.wrong, hits, prices.price, prices.least, prices.conflict, self.budget
        )

    def _groups(self) -> list[tuple[list[str], Hits]]:
        """Steps that share misconceptions, or are of one kind, with their hypotheses."""
        group = {step: step for step in self.wrong}
        last: dict[str, str] = {}
        for key, step in self._ties():
            old, new = group[step], group[last.setdefault(key, step)]
            if old != new:
                group = {s: new if g == old else g for s, g in group.items()}
        groups: dict[str, tuple[list[str], dict[Hypothesis, Mapping[str, Cells]]]] = {}
        for step in self.wrong:
            groups.setdefault(group[step], ([], {}))[0].append(step)
        for hypothesis, hits in self.evidence.hits.items():
            groups[group[next(iter(hits))]][1][hypothesis] = hits
        return list(groups.values())

    def _ties(self) -> Iterator[tuple[str, str]]:
        """What ties wrong steps to others: misconceptions that concern them, and their kind."""
        for step in self.wrong:
            yield self.evidence.kind(step), step
        for hypothesis in self.evidence.hits:
            for step in self.evidence.touched(hypothesis):
                yield hypothesis[0], step


def _is_settled(search: Search, near: Sequence[Explanation], prices: Prices) -> bool:
    """Whether one explanation is left, and leaves nothing but slips that nothing else explains."""
    if len(near) != 1:
        return False
    left = {step: search.open_cells(step, near[0].chosen) for step in search.steps}
    hit = {step for hits in search.hits.values() for step in hits}
    return not any(
        cells and (step in hit or prices.is_unexplained(step, cells))
        for step, cells in left.items()
    )
