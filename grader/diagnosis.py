"""Joint diagnosis: the smallest set of misconceptions and slips that explains the whole sheet.

Every wrong step has candidate causes. A misconception counts once however many steps it explains,
a slip once for each; what nothing explains costs most. A misconception that ought to have shown in
a step that is right pays for that. Named is what every explanation as good as the best one holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from exercises.ops import misconception
from grader.careless import Careless
from grader.evidence import Evidence, Hypothesis
from grader.explanations import Budget, Chosen, Explanation, Search
from grader.judging import Cells
from grader.own import Own
from grader.prices import Prices


@dataclass(frozen=True)
class Finding:
    """A named cause and the steps that it explains, in order."""

    id: str
    steps: tuple[str, ...]
    is_slip: bool = False

    @property
    def is_convention(self) -> bool:
        """Whether the answer is right under another convention than the printed one."""
        return not self.is_slip and misconception(self.id).convention


@dataclass(frozen=True)
class Named:
    """A finding and the cells that it explains, by step."""

    finding: Finding
    cells: Mapping[str, Cells]


def diagnose(own: Own, wrong: Mapping[str, Cells]) -> list[Named]:
    """The named causes, in the order of the first step that each explains."""
    order = list(wrong)
    found = list(_Diagnosis(own, dict(wrong)).named())
    return sorted(found, key=lambda named: order.index(named.finding.steps[0]))


@dataclass
class _Diagnosis:
    own: Own
    wrong: dict[str, Cells]
    budget: Budget = field(default_factory=Budget)

    def __post_init__(self) -> None:
        self.evidence = Evidence(self.own, self.wrong)
        self.prices = Prices(self.evidence, Careless(self.own, self.wrong))

    def named(self) -> Iterator[Named]:
        """What can be named, from one group of connected steps after the other."""
        for steps, hits in self._groups():
            search = self._search(steps, hits)
            near = search.run()
            if near:
                yield from self._misconceptions(search, near)
                yield from self._slips(search, near)

    def _search(self, steps: list[str], hits: Mapping[Hypothesis, Mapping[str, Cells]]) -> Search:
        prices = self.prices
        rest = partial(prices.rest, list(hits))
        return Search(
            steps, self.wrong, hits, prices.price, rest, prices.conflict, self.budget
        )

    def _groups(self) -> list[tuple[list[str], dict[Hypothesis, dict[str, Cells]]]]:
        """Steps that share misconceptions, with these: what is explained apart is searched apart."""
        group = {step: step for step in self.wrong}
        last: dict[str, str] = {}
        for hypothesis in self.evidence.hits:
            for step in self.evidence.touched(hypothesis):
                old, new = group[step], group[last.setdefault(hypothesis[0], step)]
                if old != new:
                    group = {s: new if g == old else g for s, g in group.items()}
        groups: dict[str, tuple[list[str], dict[Hypothesis, dict[str, Cells]]]] = {}
        for step in self.wrong:
            groups.setdefault(group[step], ([], {}))[0].append(step)
        for hypothesis, hits in self.evidence.hits.items():
            groups[group[next(iter(hits))]][1][hypothesis] = hits
        return list(groups.values())

    def _slips_of(self, step: str, i: int) -> dict[str, float]:
        return self.prices.slips(step, i)

    def _misconceptions(self, search: Search, near: list[Explanation]) -> Iterator[Named]:
        """Those that every good explanation holds, each with the cells that it alone explains."""
        sure = frozenset.intersection(*[explanation.ids for explanation in near])
        open_ = dict(self.wrong)
        for id in dict.fromkeys(id for id, _ in self._by_reach(search, near[0].chosen)):
            cells = self._explained(search, near[0].chosen, id, open_)
            open_ = {step: left - cells.get(step, frozenset()) for step, left in open_.items()}
            if id in sure and cells:
                yield _named(id, cells)

    def _by_reach(self, search: Search, chosen: Chosen) -> list[Hypothesis]:
        return sorted(chosen, key=lambda h: (-len(search.hits[h]), h))

    def _explained(
        self, search: Search, chosen: Chosen, id: str, open_: Mapping[str, Cells]
    ) -> dict[str, Cells]:
        found: dict[str, Cells] = {}
        for hypothesis in chosen:
            for step, hits in search.hits[hypothesis].items() if hypothesis[0] == id else ():
                found[step] = found.get(step, frozenset()) | (hits & open_[step])
        return {step: found[step] for step in search.steps if found.get(step)}

    def _slips(self, search: Search, near: list[Explanation]) -> Iterator[Named]:
        """Cells that no good explanation gives to a misconception, if one kind of slip does."""
        for step in search.steps:
            left = {search.open_cells(step, explanation.chosen) for explanation in near}
            cells = left.pop()
            if left or not cells:
                continue
            id = self._one_slip(step, cells)
            if id is not None:
                yield _named(id, {step: cells}, is_slip=True)

    def _one_slip(self, step: str, cells: Iterable[int]) -> str | None:
        """The cheapest slip that explains all of some cells."""
        each = [self._slips_of(step, i) for i in cells]
        shared = [id for id in each[0] if all(id in slips for slips in each)]
        return min(shared, key=each[0].__getitem__, default=None)


def _named(id: str, cells: Mapping[str, Cells], *, is_slip: bool = False) -> Named:
    return Named(Finding(id, tuple(cells), is_slip), cells)
