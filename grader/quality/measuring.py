"""Draws variants of a family, lets students work on them, marks them, and counts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from exercises.catalogue import family as find_family
from exercises.drawing import draw
from exercises.pairs import library, pair, shown
from exercises.variant import Variant
from grader.marking import mark
from grader.quality.cells import CELLS, Cell, crowd
from grader.quality.comparing import compare
from grader.quality.draws import counted
from grader.quality.gates import Seen
from grader.quality.tally import Tally, total

Clock = Callable[[], float]


def measure(
    family: str, params: Mapping[str, Any], seeds: Sequence[int], each: int, clock: Clock
) -> Seen:
    """What is seen of ``each`` students of every kind on the variants of some seeds.

    ``clock`` gives seconds; nothing but how long a draw took depends on it.
    """
    variants, seconds = drawn(family, params, seeds, clock)
    chosen = find_family(family)
    plain = chosen.blueprint(chosen.resolve(params)).screen.exact
    return Seen(tallies(variants, each), counted(variants, seconds, plain=plain))


def drawn(
    family: str, params: Mapping[str, Any], seeds: Sequence[int], clock: Clock
) -> tuple[list[Variant], list[float]]:
    """Variants, and how long each took by the clock."""
    draw(family, seeds[0], params)  # What is looked up once is not counted.
    variants, times = [], []
    for seed in seeds:
        start = clock()
        variants.append(draw(family, seed, params))
        times.append(clock() - start)
    return variants, times


def tallies(
    variants: Sequence[Variant], each: int, cells: Sequence[Cell] = CELLS
) -> dict[str, Tally]:
    """By cell, what was seen of ``each`` students on every variant."""
    return {cell.name: total(_tally(variant, cell, each) for variant in variants) for cell in cells}


def measure_pairs(family: str, seeds: Sequence[int]) -> Seen:
    """Which share of the family's library each pair of variants shows."""
    every = library(family)
    shares = [len(every & shown(pair(family, seed))) / max(1, len(every)) for seed in seeds]
    return Seen(pairs=tuple(shares))


def _tally(variant: Variant, cell: Cell, each: int) -> Tally:
    narrowed: dict[frozenset[str], Variant] = {frozenset(): variant}
    found = Tally()
    for student, made in crowd(variant, cell, each, variant.seed):
        left_out = frozenset(student.misconceptions if cell.left_out else ())
        if left_out not in narrowed:
            narrowed[left_out] = variant.without(left_out)
        found += compare(cell, variant, student, made, mark(narrowed[left_out], made.answers))
    return found
