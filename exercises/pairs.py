"""Which variants belong together: two that show a family's whole library, and one that decides.

No single variant shows everything: a unit is on or off. So a pair is chosen that together shows
most, among the levels of the family and a few seeds; and the next exercise of a student is chosen
to tell apart what they are suspected of.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from exercises.catalogue import family as find_family
from exercises.drawing import LARGEST_SEED, draw
from exercises.errors import BadParameter
from exercises.family import Family
from exercises.variant import Variant

SEEDS = 3
"""Seeds tried for each of a pair, with every choice of parameters."""
DRAWS = 6
"""Variants among which the one is chosen that separates best."""

Params = Mapping[str, Any]


def library(family: str) -> frozenset[str]:
    """The misconceptions that some level of a family lets a student make in a step asked."""
    chosen = find_family(family)
    sheets = [chosen.blueprint(chosen.resolve(level)).sheet for level in chosen.levels.values()]
    return frozenset(
        wrong.misconception for sheet in sheets for step in sheet.asked for wrong in step.wrong
    )


def shown(variants: Collection[Variant]) -> frozenset[str]:
    """The misconceptions that show on at least one of some variants."""
    return frozenset(id for variant in variants for id in variant.certificate.visible)


def pair(family: str, seed: int, params: Params | None = None) -> tuple[Variant, Variant]:
    """Two variants that together show the most of the family's library, of a few draws.

    With ``params`` the first has these, and the second too where that is enough; else both are of
    any level. Raises UnknownFamily or BadParameter.
    """
    chosen = find_family(family)
    firsts = [*_draws(chosen, [params] if params is not None else chosen.levels.values(), seed)]
    seconds = [*firsts, *_draws(chosen, _others(chosen, params), seed)] if params else firsts
    hidden = library(family)

    def score(two: tuple[Variant, Variant]) -> tuple[int, bool, float]:
        seen = hidden.intersection(shown(two))
        alike = two[0].params == two[1].params
        return len(seen), alike, sum(one.certificate.distinct for one in two)

    return max(((one, two) for one in firsts for two in seconds if one is not two), key=score)


def _draws(family: Family, choices: Iterable[Params], seed: int) -> Iterator[Variant]:
    """A few variants of each choice of parameters, the seed itself first."""
    for params in choices:
        for other in [seed, *_seeds(seed, SEEDS - 1)]:
            yield draw(family.name, other, params)


def _others(family: Family, params: Params) -> Iterator[Params]:
    """The levels, each over the parameters that are chosen."""
    seen: list[Params] = [family.resolve(params)]
    for level in family.levels.values():
        resolved = _resolved(family, {**params, **level})
        if resolved is not None and resolved not in seen:
            seen.append(resolved)
            yield resolved


def _resolved(family: Family, params: Params) -> Params | None:
    """Valid parameters that make an exercise, or None."""
    try:
        resolved = family.resolve(params)
        family.blueprint(resolved)
    except BadParameter:
        return None
    return resolved


def separating(family: str, params: Params, suspected: Collection[str], seed: int) -> Variant:
    """The variant that tells most pairs of the suspected misconceptions apart, of a few draws.

    The same seed gives the same variant. Raises UnknownFamily or BadParameter.
    """
    draws = (draw(family, other, params) for other in _seeds(seed, DRAWS))
    return _best(draws, _separated(frozenset(suspected)))


def told_apart(variant: Variant, suspected: Collection[str]) -> int:
    """How many pairs of misconceptions both show on a variant and look different."""
    visible = sorted({*suspected}.intersection(variant.certificate.visible))
    alike = {frozenset(two) for two in variant.certificate.coincide}
    return sum(frozenset(two) not in alike for two in combinations(visible, 2))


Score = tuple[float, ...]


def _best(variants: Iterator[Variant], score: Callable[[Variant], tuple[Score, bool]]) -> Variant:
    """The first with the best score; the search ends at one that leaves nothing to wish for."""
    best = next(variants)
    points, enough = score(best)
    while not enough and (other := next(variants, None)) is not None:
        new, enough = score(other)
        if new > points:
            best, points = other, new
    return best


def _separated(suspected: frozenset[str]) -> Callable[[Variant], tuple[Score, bool]]:
    """Score by pairs told apart, then by how many show, then by how distinct all is."""
    every = len(suspected) * (len(suspected) - 1) // 2

    def score(variant: Variant) -> tuple[Score, bool]:
        seen = suspected.intersection(variant.certificate.visible)
        apart = told_apart(variant, suspected)
        points = (apart, len(seen), variant.certificate.distinct)
        return points, apart == every and seen == suspected

    return score


def _seeds(seed: int, count: int) -> list[int]:
    """Seeds after one, round the end of their range."""
    return [(seed + i) % (LARGEST_SEED + 1) for i in range(1, count + 1)]
