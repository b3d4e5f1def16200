"""Lays any acyclic graph in ranks, so that every wire runs from one rank to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Wire = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bend:
    """A place in a rank where a long wire passes by."""

    source: str
    target: str


Place = str | Bend


@dataclass(frozen=True, slots=True)
class Ranking:
    """``ranks``: what stands side by side. ``routes``: the places that each wire passes."""

    ranks: tuple[tuple[Place, ...], ...]
    routes: Mapping[Wire, tuple[Place, ...]]


def rank_graph(inputs: Mapping[str, Sequence[str]], early: Sequence[str] = ()) -> Ranking:
    """Ranks by longest path; ``inputs`` maps each computed value to its inputs, in order.

    Each of the values ``early`` gets a rank before the one where it would stand with others.
    """
    depth = _depths(inputs)
    for name in early:
        depth = {n: d + (d >= depth[name] and n != name) for n, d in depth.items()}
    routes = {
        (source, target): _route(source, target, depth)
        for target, sources in inputs.items()
        for source in sources
    }
    ranks: list[list[Place]] = [[] for _ in range(max(depth.values()) + 1)]
    for name in depth:
        ranks[depth[name]].append(name)
    for (source, _), route in routes.items():
        for i, place in enumerate(route[1:-1], depth[source] + 1):
            ranks[i].append(place)
    _untangle(ranks, list(routes.values()))
    return Ranking(tuple(map(tuple, ranks)), routes)


def _depths(inputs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    depth: dict[str, int] = {}
    for name, sources in inputs.items():
        depth[name] = 1 + max((depth.get(source, 0) for source in sources), default=0)
    consumers: dict[str, list[int]] = {}
    for name, sources in inputs.items():
        for source in sources:
            consumers.setdefault(source, []).append(depth[name])
    # A given stands right before the first step that uses it, not at the far end of the book.
    start = {name: min(at) - 1 for name, at in consumers.items() if name not in depth}
    return start | depth


def _route(source: str, target: str, depth: Mapping[str, int]) -> tuple[Place, ...]:
    bends = [Bend(f"{source}@{at}", target) for at in range(depth[source] + 1, depth[target])]
    return (source, *bends, target)


def _untangle(ranks: list[list[Place]], routes: Sequence[Sequence[Place]]) -> None:
    """Sort every rank by the middle of its neighbours, forth and back."""
    ahead: dict[Place, list[Place]] = {}
    back: dict[Place, list[Place]] = {}
    for route in routes:
        for here, there in pairwise(route):
            ahead.setdefault(here, []).append(there)
            back.setdefault(there, []).append(here)
    for _ in range(3):
        _sweep(ranks, back)
        _sweep(ranks[::-1], ahead)


def _sweep(ranks: Sequence[list[Place]], neighbours: Mapping[Place, Sequence[Place]]) -> None:
    position: dict[Place, float] = {}
    for rank in ranks:
        middles = {
            place: _middle(neighbours.get(place, ()), position, (i + 0.5) / len(rank))
            for i, place in enumerate(rank)
        }
        rank.sort(key=middles.__getitem__)
        position |= {place: (i + 0.5) / len(rank) for i, place in enumerate(rank)}


def _middle(places: Sequence[Place], position: Mapping[Place, float], own: float) -> float:
    found = [position[place] for place in places if place in position]
    return sum(found) / len(found) if found else own
