"""What families reject when drawing; each flag is one for each row of the values."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from exercises.screening import settled
from exercises.values import Value

Flags = NDArray[np.bool_]
Reject = Callable[[Mapping[str, Value]], Flags]


def _each_row(flags: NDArray[np.bool_]) -> Flags:
    return np.asarray(flags.reshape(len(flags), -1).any(1))


def has_zero(*names: str) -> Reject:
    """A zero in one of the values: a sum of products that happens to cancel."""
    return lambda values: any_of(*[_each_row(settled(values[name]) == 0) for name in names])


def any_of(*flags: Flags) -> Flags:
    """Whether any of the flags is set."""
    return np.asarray(np.logical_or.reduce(np.broadcast_arrays(*flags)))
