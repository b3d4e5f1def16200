"""How a student rounds, read off what they typed: a habit of decimals or of significant digits.

A number is as good as its habit: whoever types three significant digits means 12.3 to one decimal,
whoever types two decimals means 0.01 to two. What is asked for stays the finest that counts.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from exercises.values import Value
from grader.answers import EXACT, Answers

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
    def _first(self) -> Value:
        """The power of ten of the first digit of each cell; 0 for none."""
        size = np.abs(self.answers.values)
        return np.floor(np.log10(np.where(size > 0, size, 1.0)) + 1e-12)

    @cached_property
    def digits(self) -> int:
        """The most significant digits typed in a number with decimals: whole ones stay whole."""
        typed = self.answers.decimals
        counts = (self._first + 1 + typed)[(typed > 0) & (typed < EXACT)]
        return int(max(counts, default=0))

    @cached_property
    def right(self) -> Value:
        """What a right answer may be off."""
        return self._halves(ENOUGH)

    @cached_property
    def rounded(self) -> Value:
        """What an answer may be off that is right to the digits typed, if few."""
        return self._halves(FEWEST) if self.is_coarse else self.right

    @property
    def is_coarse(self) -> bool:
        """Whether the student types fewer digits than are enough."""
        return min(self.decimals, self.digits) < ENOUGH

    @cached_property
    def meant(self) -> Value:
        """What the number in the student's mind may be off the one typed."""
        return np.minimum(self.rounded, half_unit(self.answers.decimals))

    def _halves(self, fewest: int) -> Value:
        decimals, digits = max(self.decimals, fewest), max(self.digits, fewest)
        places = np.clip(digits - 1 - self._first, 0, decimals)
        places[~(self.answers.values != 0)] = decimals
        return np.maximum(self.asked, half_unit(places))


def half_unit(decimals: ArrayLike) -> Value:
    """Half a unit of the last of so many decimals."""
    return np.asarray(0.5 * 10.0 ** -np.asarray(decimals, dtype=np.float64))
