"""How a student rounds: what is typed, and what is carried on to the next step."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercises.values import Value
from grader.students.errors import BadStudent

MOST_DECIMALS = 10
LARGEST = 1e11
"""Nothing is typed for what is not smaller: no sheet asks for such a number."""


Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Habit:
    """``digits``: decimals typed, or significant digits; None types all that there are.

    ``significant``: count digits from the first that is not 0; whole numbers are kept whole.
    ``carry``: go on with the typed value, as with pencil and paper, not with the unrounded one.
    """

    digits: int | None = None
    significant: bool = False
    carry: bool = True

    def __post_init__(self) -> None:
        least = 1 if self.significant else 0
        if self.digits is not None and not least <= self.digits <= MOST_DECIMALS:
            raise BadStudent(f"A student types from {least} to {MOST_DECIMALS} digits.")

    @property
    def most(self) -> int:
        """Digits typed at most."""
        return MOST_DECIMALS if self.digits is None else self.digits

    def decimals(self, value: Value) -> Ints:
        """Decimals typed for each cell."""
        return decimals_typed(value, self.most, self.significant)

    def typed(self, value: Value) -> Value:
        """The value of what is typed."""
        return rounded(value, self.decimals(value))

    def text(self, value: Value) -> Any:
        """A typed value as text, or nested lists; nothing where there is no number to type."""
        return self._texts(value.tolist(), self.decimals(value).tolist())

    def _texts(self, value: Any, decimals: Any) -> Any:
        if isinstance(value, list):
            return [self._texts(*pair) for pair in zip(value, decimals, strict=True)]
        if not abs(value) < LARGEST:
            return ""
        text = f"{value + 0.0:.{decimals}f}"
        if text[0] == "-" and float(text) == 0:
            text = text[1:]
        keeps_zeros = self.digits is not None and not self.significant
        return text if keeps_zeros or "." not in text else text.rstrip("0").rstrip(".")


def decimals_typed(value: Value, digits: Ints | int, significant: NDArray[np.bool_] | bool) -> Ints:
    """Decimals typed for each cell, by the habit of each cell."""
    if not np.any(significant):
        return np.broadcast_to(digits, value.shape)
    size = np.abs(value)
    size = np.where((size > 0) & np.isfinite(size), size, 1.0)
    places = digits - 1 - np.floor(np.log10(size) + 1e-12).astype(np.int64)
    return np.asarray(np.where(significant, np.clip(places, 0, MOST_DECIMALS), digits))


def rounded(value: Value, decimals: Ints) -> Value:
    """Each cell at its decimals."""
    scale = 10.0**decimals
    with np.errstate(all="ignore"):
        return np.asarray(np.rint(value * scale) / scale)
