"""Moves the nodes of each rank across until the wires run as straight as the room allows."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from exercises.figure.node import Extent
from exercises.figure.ranking import Bend, Place, Ranking

ROUNDS = 9
STIFF = 4.0
"""How much more a wire pulls that passes by a rank than one that ends there."""

Middles = dict[Place, float]


def straighten(
    ranking: Ranking, extents: Mapping[Place, Extent], begin: float, across: float
) -> Middles:
    """The middle of each place across, between ``begin`` and ``begin + across``.

    The order within a rank is kept, and nothing overlaps. At first the free room is shared out
    evenly; then each place moves to the mean of those that it is wired to, as far as it can.
    """
    middles: Middles = {}
    for rank in ranking.ranks:
        middles |= _spread(rank, extents, begin, across)
    pulls = _pulls(ranking)
    for turn in range(ROUNDS):
        for rank in ranking.ranks[:: 1 - 2 * (turn % 2)]:
            wanted = [_mean(pulls.get(place, ()), middles, middles[place]) for place in rank]
            middles |= _fit(rank, wanted, extents, begin, across)
    return middles


def _pulls(ranking: Ranking) -> dict[Place, list[tuple[Place, float]]]:
    pulls: dict[Place, list[tuple[Place, float]]] = {}
    for route in ranking.routes.values():
        for here, there in pairwise(route):
            weight = STIFF if isinstance(here, Bend) and isinstance(there, Bend) else 1.0
            pulls.setdefault(here, []).append((there, weight))
            pulls.setdefault(there, []).append((here, weight))
    return pulls


def _mean(pulls: Sequence[tuple[Place, float]], middles: Middles, own: float) -> float:
    total = sum(weight for _, weight in pulls)
    return sum(middles[place] * weight for place, weight in pulls) / total if total else own


def _spread(
    rank: Sequence[Place], extents: Mapping[Place, Extent], begin: float, across: float
) -> Middles:
    """The free room shared out evenly."""
    free = across - sum(extents[place].before + extents[place].after for place in rank)
    middles: Middles = {}
    edge = begin
    for place in rank:
        middles[place] = edge + free / len(rank) / 2 + extents[place].before
        edge = middles[place] + extents[place].after + free / len(rank) / 2
    return middles


def _fit(
    rank: Sequence[Place],
    wanted: Sequence[float],
    extents: Mapping[Place, Extent],
    begin: float,
    across: float,
) -> Middles:
    """As close to what is wanted as the order, the room and the ends allow.

    Where two come too close, they share the way that they give: half is pushed on, half back.
    """
    apart = [extents[a].after + extents[b].before for a, b in pairwise(rank)]
    packed = list(accumulate(apart, initial=begin + extents[rank[0]].before))
    slack = begin + across - extents[rank[-1]].after - packed[-1]
    moves = [min(max(want - low, 0.0), slack) for want, low in zip(wanted, packed, strict=True)]
    on = list(accumulate(moves, max))
    back = list(accumulate(reversed(moves), min))[::-1]
    return {
        place: low + (a + b) / 2 for place, low, a, b in zip(rank, packed, on, back, strict=True)
    }
