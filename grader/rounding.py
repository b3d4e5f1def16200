"""How a student rounds, read off what they typed: a habit of decimals or of significant digits.

A number is as good as its habit: whoever types three significant digits means 12.3 to one decimal,
whoever types two decimals means 0.01 to two. What is asked for stays the finest that counts.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from exercises.values import Value
from grader.answers import EXACT, Answers
from grader.numbers import Number

ENOUGH = 3
"""Whoever types three decimals or digits throughout is right when the third is right."""
FEWEST = 2
"""With two, an answer is right but rounded too early; with fewer it cannot be judged so."""


@dataclass(frozen=True)
class Rounding:
    """Half units of the last digit that counts, for all cells asked in one row.

    ``asked``: those of the digits asked for.
    """

    answers: Answers
    asked: Value

    @cached_property
    def decimals(self) -> int:
        """The most decimals that the student typed in any decimal number of the sheet."""
        typed = self.answers.decimals
        return int(max(typed[typed < EXACT], default=0))

    @cached_property
    def digits(self) -> int:
        """The most significant digits typed in a number with decimals: whole ones stay whole."""
        cells = (cell for cell in self.answers.cells if isinstance(cell, Number))
        return max((cell.digits or 0 for cell in cells if cell.decimals), default=0)

    @cached_property
    def right(self) -> Value:
        """What a right answer may be off."""
        return self._halves(ENOUGH)

    @cached_property
    def rounded(self) -> Value:
        """What an answer may be off that is right to the digits typed, if few."""
        coarse = min(self.decimals, self.digits) < ENOUGH
        return self._halves(FEWEST) if coarse else self.right

    @cached_property
    def meant(self) -> Value:
        """What the number in the student's mind may be off the one typed."""
        return np.minimum(self.rounded, half_unit(self.answers.decimals))

    def _halves(self, fewest: int) -> Value:
        decimals, digits = max(self.decimals, fewest), max(self.digits, fewest)
        size = np.abs(self.answers.values)
        first = np.floor(np.log10(np.where(size > 0, size, 1.0)) + 1e-12)
        places = np.where(size > 0, np.clip(digits - 1 - first, 0, decimals), decimals)
        return np.maximum(self.asked, half_unit(places))


def half_unit(decimals: Value | int) -> Value:
    """Half a unit of the last of so many decimals."""
    return np.asarray(0.5 * 10.0 ** -np.asarray(decimals, dtype=np.float64))
