"""The kinds of student that marking is measured on, and crowds of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from exercises.generator import Generator
from exercises.variant import Variant
from grader.students import Habit, Simulated, Student, simulate_all

SLIPS = ("sign", "pow10", "transpose", "digit", "neighbour")
"""Careless errors in the cells with a slip: those that make one number wrong."""
TRIES = 16
"""A student whose errors did not all show is drawn so often before they are left out."""

PRECISE = (Habit(4), Habit(4, carry=False), Habit(6))
"""Habits of those whose errors are to be named: at least the digits asked."""
ANY = tuple(
    Habit(digits, significant, carry)
    for digits in range(2, 7)
    for significant in (False, True)
    for carry in (False, True)
)
"""All rounding habits of 2 to 6 digits."""


@dataclass(frozen=True)
class Cell:
    """A kind of student: so many misconceptions and slips, or none and a way to fill the sheet.

    ``left_out``: the grader does not know the misconception.
    """

    name: str
    words: str
    misconceptions: int = 0
    slips: int = 0
    habits: tuple[Habit, ...] = PRECISE
    left_out: bool = False
    fill: str | None = None

    @property
    def diagnosed(self) -> bool:
        """Whether it is measured which misconceptions are named."""
        return self.misconceptions > 0 and self.habits is PRECISE


CELLS = (
    Cell("one", "1 misconception", 1),
    Cell("two", "2 misconceptions", 2),
    Cell("one_slip", "1 misconception + 1 slip", 1, 1),
    Cell("two_slip", "2 misconceptions + 1 slip", 2, 1),
    Cell("open", "1 misconception that is not in the library", 1, left_out=True),
    Cell("faultless", "faultless, 2 to 6 digits", habits=ANY),
    Cell("errors", "4 misconceptions + 2 slips, 2 to 6 digits", 4, 2, habits=ANY),
    Cell("zeros", "0 everywhere", fill="zeros"),
    Cell("givens", "copies the givens", fill="givens"),
)


def crowd(variant: Variant, cell: Cell, count: int, seed: int) -> list[tuple[Student, Simulated]]:
    """So many students of a kind, each drawn by ``seed``.

    Fewer where all would be the same, or where the sheet is too short for so many errors: only
    those whose every error shows are of the kind.
    """
    if cell.fill == "zeros":
        count = 1
    waiting = list(range(count))
    found: dict[int, tuple[Student, Simulated]] = {}
    for attempt in range(TRIES):
        students = list(_draw(variant, cell, waiting, f"{seed}/{attempt}"))
        made = simulate_all(variant, students)
        pairs = zip(waiting, zip(students, made, strict=True), strict=True)
        found |= {i: pair for i, pair in pairs if _shows_all(cell, pair[1])}
        waiting = [i for i in waiting if i not in found]
        if not waiting:
            break
    return [found[i] for i in sorted(found)]


def _shows_all(cell: Cell, made: Simulated) -> bool:
    """Whether every error changed a box, and every slip one that was right but for it.

    Where nothing is diagnosed it does not matter.
    """
    if not cell.diagnosed:
        return True
    slipped = sum("slip" in boxes and "misconception" not in boxes for boxes in made.boxes.values())
    return len(made.did("misconception")) >= cell.misconceptions and slipped >= cell.slips


def _draw(variant: Variant, cell: Cell, rows: Sequence[int], seed: str) -> Iterator[Student]:
    """One student per row; a row does not depend on the others."""
    for row in rows:
        key = f"{variant.family}/{variant.seed}/{cell.name}/{seed}/{row}"
        generator = Generator(f"crowd/{key}", 1)
        yield Student(
            misconceptions=tuple(
                _some(variant.certificate.visible, cell.misconceptions, generator)
            ),
            slips=tuple(_slip(variant, generator) for _ in range(cell.slips)),
            habit=cell.habits[row % len(cell.habits)],
            fill=cell.fill,
            seed=row,
        )


def _some(ids: Sequence[str], count: int, generator: Generator) -> Iterator[str]:
    """So many different ones of a list, or all if there are not so many."""
    left = list(ids)
    for _ in range(min(count, len(left))):
        yield left.pop(_below(generator, len(left)))


def _slip(variant: Variant, generator: Generator) -> str:
    asked = variant.sheet.asked
    step = asked[_below(generator, len(asked))].name
    return f"{SLIPS[_below(generator, len(SLIPS))]}@{step}"


def _below(generator: Generator, most: int) -> int:
    return int(np.ravel(generator.integers((), most))[0])
