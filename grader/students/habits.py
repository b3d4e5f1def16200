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

    def decimals(self, value: Value) -> NDArray[np.int64]:
        """Decimals typed for each cell."""
        digits = MOST_DECIMALS if self.digits is None else self.digits
        if not self.significant:
            return np.full(value.shape, digits, np.int64)
        size = np.where((value == 0) | ~np.isfinite(value), 1.0, np.abs(value))
        places = digits - 1 - np.floor(np.log10(size) + 1e-12)
        return np.asarray(np.clip(places, 0, MOST_DECIMALS), np.int64)

    def typed(self, value: Value) -> Value:
        """The value of what is typed."""
        scale = 10.0 ** self.decimals(value)
        with np.errstate(all="ignore"):
            return np.asarray(np.rint(value * scale) / scale)

    def text(self, value: Value) -> Any:
        """A typed value as text, or nested lists; nothing where there is no number to type."""
        if value.ndim:
            return [self.text(part) for part in value]
        number = float(value) + 0.0
        if not abs(number) < LARGEST:
            return ""
        text = f"{number:.{int(self.decimals(value))}f}"
        if float(text) == 0:
            text = text.lstrip("-")
        keeps_zeros = self.digits is not None and not self.significant
        return text if keeps_zeros or "." not in text else text.rstrip("0").rstrip(".")
