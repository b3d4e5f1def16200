"""Which variants belong together: two that show a family's whole library, and one that decides.

No single variant shows everything: a unit is on or off. So the second of a pair is chosen to show
what the first hides, among the levels of the family and a few seeds; and the next exercise of a
student is chosen to tell apart what they are suspected of.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import combinations
from typing import Any

from exercises.catalogue import family as find_family
from exercises.drawing import LARGEST_SEED, draw
from exercises.errors import BadParameter
from exercises.family import Family
from exercises.variant import Variant

SECONDS = 3
"""Seeds tried for the second of a pair, with every choice of parameters."""
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
    """The variant of a seed, and the one that shows most of what the first hides.

    Without ``params`` the first is of the level that shows most. The second has the parameters of
    the first where that is enough, else those of a level over them. Raises UnknownFamily or
    BadParameter.
    """
    every = library(family)
    levels = find_family(family).levels.values() if params is None else [params]
    first = _best((draw(family, seed, level) for level in levels), _showing(every))
    score = _showing(every - shown([first]), first.params)
    return first, _best(_seconds(find_family(family), seed, first.params), score)


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


def _showing(
    hidden: frozenset[str], params: Params | None = None
) -> Callable[[Variant], tuple[Score, bool]]:
    """Score by how much of what is hidden a variant shows.

    Then by whether it keeps the parameters, and by how distinct it is.
    """

    def score(variant: Variant) -> tuple[Score, bool]:
        seen = hidden.intersection(variant.certificate.visible)
        points = (len(seen), variant.params == params, variant.certificate.distinct)
        return points, seen == hidden

    return score


def _separated(suspected: frozenset[str]) -> Callable[[Variant], tuple[Score, bool]]:
    """Score by pairs told apart, then by how many show, then by how distinct all is."""
    every = len(suspected) * (len(suspected) - 1) // 2

    def score(variant: Variant) -> tuple[Score, bool]:
        seen = suspected.intersection(variant.certificate.visible)
        apart = told_apart(variant, suspected)
        points = (apart, len(seen), variant.certificate.distinct)
        return points, apart == every and seen == suspected

    return score


def _seconds(family: Family, seed: int, params: Params) -> Iterator[Variant]:
    """What the second of a pair is chosen from: the same parameters, then each level over them."""
    choices = [dict(params)]
    for level in family.levels.values():
        if (choice := {**params, **level}) not in choices:
            choices.append(choice)
    for choice in choices:
        try:
            family.blueprint(family.resolve(choice))
        except BadParameter:
            continue
        for other in _seeds(seed, SECONDS):
            yield draw(family.name, other, choice)


def _seeds(seed: int, count: int) -> list[int]:
    """Seeds after one, round the end of their range."""
    return [(seed + i) % (LARGEST_SEED + 1) for i in range(1, count + 1)]
