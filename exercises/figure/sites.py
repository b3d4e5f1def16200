"""Where the nodes of a circuit stand: along the way of the values, and across it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exercises.figure.canvas import Point
from exercises.figure.node import PASSING, Extent, Node, extent
from exercises.figure.plan import NARROW, TOP
from exercises.figure.ranking import Place, Ranking, rank_graph
from exercises.figure.straight import straighten
from exercises.figure.style import WIDTH, Style

MARGIN = 20.0
SQUEEZE = 0.3
"""The least share of its room that a gap keeps."""
PATIENCE = 2
"""So many moves may lead to nothing better before the search ends."""
ENOUGH = 0.95
"""A change that saves less than the rest of this share is not worth a longer drawing."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where something stands: its middle along and across, and its reach back and ahead."""

    along: float
    across: float
    back: float
    ahead: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A place for each node and each passing wire, and the size of the whole."""

    style: Style
    ranking: Ranking
    sites: Mapping[Place, Site]
    size: Point


@dataclass(frozen=True, slots=True)
class Plan:
    """Ranks with their reach back and ahead, the gaps after them, and the room taken so."""

    ranking: Ranking
    depths: Sequence[Point]
    gaps: Sequence[float]
    across: float

    @property
    def along(self) -> float:
        """Length of the whole, without margins."""
        return sum(map(sum, self.depths)) + sum(self.gaps)


def arrange(
    inputs: Mapping[str, Sequence[str]], nodes: Mapping[Place, Node], style: Style
) -> Layout:
    """Ranks of nodes; while one is too crowded, a value in it moves to a rank of its own."""
    extents: dict[Place, Extent] = {name: extent(node, style) for name, node in nodes.items()}
    # On a wide page only given vectors and matrices move.
    movable = [n for n, node in nodes.items() if n not in inputs and not node.is_scalar]
    candidates = set(nodes) if style.vertical else set(movable)
    early: list[str] = []
    best = _plan(inputs, extents, style, early)
    plan, patience = best, PATIENCE
    while patience and (moved := _most_in_the_way(plan, extents, candidates)):
        early.append(moved)
        plan = _plan(inputs, extents, style, early)
        better = _is_better(plan, best, style)
        best, patience = (plan, PATIENCE) if better else (best, patience - 1)
    return _settled(best, extents, style)


def _is_better(plan: Plan, than: Plan, style: Style) -> bool:
    """Whether it takes less room across, without getting too long for a wide page."""
    if style.vertical:
        return than.across > NARROW - 2 * MARGIN and plan.across < than.across
    return plan.along <= WIDTH - 2 * MARGIN and plan.across < ENOUGH * than.across


def _most_in_the_way(
    plan: Plan, extents: Mapping[Place, Extent], candidates: Container[Place]
) -> str | None:
    """What takes most room across in the rank that takes most; None if it had better stay."""
    rank = max(plan.ranking.ranks, key=lambda rank: _breadth(rank, extents))
    movable = [name for name in rank if isinstance(name, str) and name in candidates]
    if len(rank) < 2:
        return None
    return max(movable, key=lambda name: _breadth([name], extents), default=None)


def _plan(
    inputs: Mapping[str, Sequence[str]],
    extents: dict[Place, Extent],
    style: Style,
    early: Sequence[str],
) -> Plan:
    """The plan; adds the extents of the wires that pass by."""
    ranking = rank_graph(inputs, early)
    extents |= {place: PASSING for rank in ranking.ranks for place in rank if place not in extents}
    depths = [_depth(rank, extents) for rank in ranking.ranks]
    across = max(_breadth(rank, extents) for rank in ranking.ranks)
    gaps = _gaps(ranking, style, sum(map(sum, depths)))
    return Plan(ranking, depths, gaps, across)


def _settled(plan: Plan, extents: Mapping[Place, Extent], style: Style) -> Layout:
    """A place for everything, along and across."""
    vertical = style.vertical
    along, begin = (TOP, MARGIN) if vertical else (MARGIN, TOP)
    across = max(plan.across, NARROW - 2 * MARGIN) if vertical else plan.across
    middles = straighten(plan.ranking, extents, begin, across)
    if not vertical:
        above = min(middle - extents[place].before for place, middle in middles.items()) - begin
        middles = {place: middle - above for place, middle in middles.items()}
    sites: dict[Place, Site] = {}
    for rank, (back, ahead), gap in zip(plan.ranking.ranks, plan.depths, plan.gaps, strict=True):
        for place in rank:
            sites[place] = Site(along + back, middles[place], back, ahead)
        along += back + ahead + gap
    below = max(middle + extents[place].after for place, middle in middles.items())
    end = along + MARGIN
    return Layout(
        style, plan.ranking, sites, (across + 2 * MARGIN, end) if vertical else (end, below + 8)
    )


def _breadth(rank: Sequence[Place], extents: Mapping[Place, Extent]) -> float:
    return sum(extents[place].before + extents[place].after for place in rank)


def _depth(rank: Sequence[Place], extents: Mapping[Place, Extent]) -> Point:
    """How far a rank reaches back and ahead."""
    return max(extents[at].back for at in rank), max(extents[at].ahead for at in rank)


def _gaps(ranking: Ranking, style: Style, filled: float) -> list[float]:
    """Room after each rank for the bends of the wires; less of it where the page is narrow."""
    crowds = [max(len(a), len(b)) for a, b in pairwise(ranking.ranks)]
    if style.vertical:
        return [*(34.0 + 8 * crowd for crowd in crowds), 0.0]
    gaps = [40.0 + 10 * crowd for crowd in crowds]
    share = (WIDTH - 2 * MARGIN - filled) / (sum(gaps) or 1)
    return [*(gap * max(SQUEEZE, min(1.0, share)) for gap in gaps), 0.0]


def xy(style: Style, along: float, across: float) -> Point:
    """A place as (x, y)."""
    return (across, along) if style.vertical else (along, across)
