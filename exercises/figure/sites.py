"""Where the nodes of a circuit stand: along the way of the values, and across it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exercises.figure.canvas import Point
from exercises.figure.node import Extent, Node, extent
from exercises.figure.plan import NARROW, TOP
from exercises.figure.ranking import Place, Ranking, rank_graph
from exercises.figure.straight import straighten
from exercises.figure.style import WIDTH, Style

MARGIN = 20.0
SQUEEZE = 0.5
"""The least share of its room that a gap keeps."""
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


def arrange(
    inputs: Mapping[str, Sequence[str]], nodes: Mapping[Place, Node], style: Style
) -> Layout:
    """Ranks of nodes; while one is too crowded, a value in it moves to a rank of its own."""
    early: list[str] = []
    best = _arrange(inputs, nodes, style, early)
    while True:
        moved = _most_in_the_way(best, nodes, inputs)
        if moved is None:
            return best
        early.append(moved)
        layout = _arrange(inputs, nodes, style, early)
        if not _is_better(layout, best):
            return best
        best = layout


def _is_better(layout: Layout, than: Layout) -> bool:
    """Whether it takes less room across, without getting too wide."""
    if layout.style.vertical:
        return than.size[0] > NARROW and layout.size[0] < than.size[0]
    return layout.size[0] <= WIDTH and layout.size[1] < ENOUGH * than.size[1]


def _most_in_the_way(
    layout: Layout, nodes: Mapping[Place, Node], inputs: Mapping[str, Sequence[str]]
) -> str | None:
    """What takes most room across in the rank that takes most; None if it had better stay.

    On a wide page only given vectors and matrices move.
    """
    extents = {place: extent(nodes.get(place), layout.style) for place in layout.sites}
    rank = max(layout.ranking.ranks, key=lambda rank: _breadth(rank, extents))
    vertical = layout.style.vertical
    movable = [name for name in rank if isinstance(name, str)]
    if not vertical:
        movable = [name for name in movable if name not in inputs and not nodes[name].is_scalar]
    if len(rank) < 2:
        return None
    return max(movable, key=lambda name: _breadth([name], extents), default=None)


def _arrange(
    inputs: Mapping[str, Sequence[str]],
    nodes: Mapping[Place, Node],
    style: Style,
    early: Sequence[str],
) -> Layout:
    ranking = rank_graph(inputs, early)
    extents = {place: extent(nodes.get(place), style) for rank in ranking.ranks for place in rank}
    across = max(_breadth(rank, extents) for rank in ranking.ranks)
    across = max(across, NARROW - 2 * MARGIN) if style.vertical else across
    along, begin = (TOP, MARGIN) if style.vertical else (MARGIN, TOP)
    sites: dict[Place, Site] = {}
    depths = [_depth(rank, extents) for rank in ranking.ranks]
    gaps = _gaps(ranking, style, sum(map(sum, depths)))
    middles = straighten(ranking, extents, begin, across)
    if not style.vertical:
        above = min(middle - extents[place].before for place, middle in middles.items()) - begin
        middles = {place: middle - above for place, middle in middles.items()}
    for rank, (back, ahead), gap in zip(ranking.ranks, depths, gaps, strict=True):
        for place in rank:
            sites[place] = Site(along + back, middles[place], back, ahead)
        along += back + ahead + gap
    end = along + MARGIN
    below = max(middle + extents[place].after for place, middle in middles.items())
    size = (across + 2 * MARGIN, end) if style.vertical else (end, below + 8)
    return Layout(style, ranking, sites, size)


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
