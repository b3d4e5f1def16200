"""How values lie in memory: every value carries one leading axis of rows.

A row is one world: one candidate when drawing, one perturbation when marking, one student when
many are marked at once. A value of shape ``(2, 3)`` is an array ``(rows, 2, 3)``; an array with one
row serves every world. So an op is written once and is vectorised everywhere.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Value = NDArray[np.float64]
Shape = tuple[int, ...]


def as_row(value: Any) -> Value:
    """A number or nested list as a value with one row."""
    return np.asarray(value, dtype=np.float64)[None]


def as_lists(value: Value) -> Any:
    """The only row of a value as a number or nested lists of numbers, for JSON.

    Rounded at 12 decimals: what the last bits of a product say is the machine's business.
    """
    return (np.round(value[0], 12) + 0.0).tolist()


def spread(value: Value, like: Value) -> Value:
    """A scalar per row, ready to be combined with values of any shape."""
    return value.reshape(value.shape + (1,) * (like.ndim - value.ndim))


def cells(shape: Shape) -> list[tuple[int, ...]]:
    """Indices of all cells of a shape in reading order; a scalar has the one cell ``()``."""
    return list(np.ndindex(*shape))
