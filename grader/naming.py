"""What may be named of the explanations that are as good as the best one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from grader.evidence import Hypothesis
from grader.explanations import MARGIN, Chosen, Explanation, Search
from grader.findings import Finding, Named
from grader.joint import pairs_giving
from grader.judging import Cells
from grader.prices import Prices


def surely_held(near: Sequence[Explanation]) -> list[Hypothesis]:
    """The hypotheses of the best explanation whose misconceptions every good one holds."""
    if not near:
        return []
    sure = _sure(near)
    return [hypothesis for hypothesis in near[0].chosen if hypothesis[0] in sure]


def named_in(search: Search, near: Sequence[Explanation], prices: Prices) -> Iterator[Named]:
    """Misconceptions that every good explanation holds, and the slips beside them."""
    if not near:
        return
    yield from _misconceptions(search, near, prices)
    yield from _slips(search, near, prices)


def left_in(
    search: Search, near: Sequence[Explanation], prices: Prices
) -> Iterator[tuple[str, Cells]]:
    """Steps of which the only good explanation leaves all cells unexplained."""
    for step in search.steps if len(near) == 1 else ():
        cells = search.open_cells(step, near[0].chosen)
        if cells == search.wrong[step] and prices.is_unexplained(step, cells):
            yield step, cells


def named_jointly(step: str, cells: Cells, prices: Prices) -> Iterator[Named]:
    """Two misconceptions that only together give some cells, if no other two are as likely."""
    found = pairs_giving(prices.evidence, step, cells)
    cost = {pair: prices.price_together(pair) for pair in found}
    best = min(cost.values(), default=0.0)
    near = {frozenset(id for id, _ in pair) for pair in found if cost[pair] <= best + MARGIN}
    if len(near) == 1 and best + MARGIN <= prices.unexplained(step, cells):
        for id in sorted(near.pop()):
            yield _named(id, {step: cells})


def _sure(near: Sequence[Explanation]) -> frozenset[str]:
    return frozenset.intersection(*[explanation.ids for explanation in near])


def _misconceptions(search: Search, near: Sequence[Explanation], prices: Prices) -> Iterator[Named]:
    """Each with the cells that those with more cells do not explain."""
    sure, chosen = _sure(near), near[0].chosen
    open_ = dict(search.wrong)
    by_reach = sorted(chosen, key=lambda h: (-sum(map(len, search.hits[h].values())), h))
    for id in dict.fromkeys(id for id, _ in by_reach):
        cells = _explained(search, [h for h in chosen if h[0] == id], open_)
        open_ = {step: left - cells.get(step, frozenset()) for step, left in open_.items()}
        if id in sure and cells:
            slipped = _slipped(search, chosen, id, prices)
            yield _named(
                id,
                {
                    s: cells.get(s, frozenset()) | slipped.get(s, frozenset())
                    for s in search.steps
                    if s in cells or s in slipped
                },
            )


def _explained(
    search: Search, forms: Sequence[Hypothesis], open_: Mapping[str, Cells]
) -> dict[str, Cells]:
    found: dict[str, Cells] = {}
    for hypothesis in forms:
        for step, hits in search.hits[hypothesis].items():
            found[step] = found.get(step, frozenset()) | (hits & open_[step])
    return {step: cells for step, cells in found.items() if cells}


def _slipped(search: Search, chosen: Chosen, id: str, prices: Prices) -> dict[str, Cells]:
    """Cells with a slip on what a misconception made of them."""
    found = {}
    for step in search.steps:
        cells = search.open_cells(step, chosen)
        if cells and any(h[0] == id and prices.is_slipped(h, step, cells) for h in chosen):
            found[step] = cells
    return found


def _slips(search: Search, near: Sequence[Explanation], prices: Prices) -> Iterator[Named]:
    """Cells that no good explanation gives to a misconception, if one kind of slip does."""
    for step in search.steps:
        left = {search.open_cells(step, explanation.chosen) for explanation in near}
        cells = left.pop()
        if left or not cells or any(prices.is_slipped(h, step, cells) for h in near[0].chosen):
            continue
        id = _one_slip(prices, step, cells)
        if id is not None and not _is_one_of_several(search, near[0].chosen, step, prices):
            yield _named(id, {step: cells}, is_slip=True)


def _is_one_of_several(search: Search, chosen: Chosen, step: str, prices: Prices) -> bool:
    """Whether another step of the same kind stays unexplained: then this is hardly a slip."""
    kind = prices.evidence.kind(step)
    left = {
        other: search.open_cells(other, chosen)
        for other in search.steps
        if other != step and prices.evidence.kind(other) == kind
    }
    return any(cells and prices.is_unexplained(other, cells) for other, cells in left.items())


def _one_slip(prices: Prices, step: str, cells: Iterable[int]) -> str | None:
    """The cheapest slip that explains all of some cells."""
    each = [prices.slips(step, i) for i in cells]
    shared = [id for id in each[0] if all(id in slips for slips in each)]
    return min(shared, key=each[0].__getitem__, default=None)


def _named(id: str, cells: Mapping[str, Cells], *, is_slip: bool = False) -> Named:
    return Named(Finding(id, tuple(cells), is_slip), cells)
