"""Draws variants of a family, lets students work on them, marks them, and counts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from exercises.drawing import draw
from exercises.variant import Variant
from grader.marking import mark
from grader.quality.cells import CELLS, Cell, crowd
from grader.quality.comparing import compare
from grader.quality.tally import Tally, total

Clock = Callable[[], float]


def drawn(
    family: str, params: Mapping[str, Any], seeds: Sequence[int], clock: Clock
) -> tuple[list[Variant], list[float]]:
    """Variants, and how long each took by the clock."""
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


def _tally(variant: Variant, cell: Cell, each: int) -> Tally:
    narrowed: dict[frozenset[str], Variant] = {frozenset(): variant}
    found = Tally()
    for student, made in crowd(variant, cell, each, variant.seed):
        left_out = frozenset(student.misconceptions if cell.left_out else ())
        if left_out not in narrowed:
            narrowed[left_out] = variant.without(left_out)
        found += compare(cell, variant, student, made, mark(narrowed[left_out], made.answers))
    return found
