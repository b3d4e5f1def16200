"""Numbers on which different rules agree: what families reject when they draw.

Comparisons are made on settled values (see ``exercises.screening``): sums of decimals that are
equal on paper may differ in their last bits.
"""

from collections.abc import Mapping

import numpy as np

from exercises.family import Flags
from exercises.screening import settled
from exercises.values import Value


def has_size(value: Value, *sizes: float) -> Flags:
    """Rows in which some cell is plus or minus one of these."""
    return np.asarray(np.isin(np.abs(settled(value)), sizes).reshape(len(value), -1).any(axis=1))


def same_size(first: Value, second: Value) -> Flags:
    """Rows in which two numbers are equal but for the sign, so that one passes for the other."""
    return np.asarray(settled(np.abs(first) - np.abs(second)) == 0)


def either(*flags: Flags) -> Flags:
    """Rows in which one of several things is the case."""
    return np.asarray(np.any(np.broadcast_arrays(*flags), axis=0))


def hides_loss(values: Mapping[str, Value], output: str = "y", target: str = "t") -> Flags:
    """Output minus target is 0, 1 or 2 in size: there the square, its slope and its half agree."""
    return has_size(values[output] - values[target], 0, 1, 2)
