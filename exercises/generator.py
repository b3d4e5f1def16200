"""Integers from a seed, the same on every machine and Python.

NumPy does not promise that its streams stay the same between versions, so the generator is our
own: SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA
2014), one stream for every row, seeded from a text by SHA-256.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


class Generator:
    """``rows`` independent streams. Row ``i`` does not depend on how many rows there are."""

    def __init__(self, seed: str, rows: int, first: int = 0) -> None:
        digest = hashlib.sha256(seed.encode()).digest()
        start = np.uint64(int.from_bytes(digest[:8], "big"))
        with np.errstate(over="ignore"):
            row = np.arange(first, first + rows, dtype=np.uint64)
            self._state = _mix(start + row * _GOLDEN * np.uint64(2**32 + 1))

    def integers(self, shape: tuple[int, ...], below: int) -> NDArray[np.int64]:
        """Integers in [0, below), shape ``(rows, *shape)``; ``below`` at most 2^31."""
        columns = [self._next(below) for _ in range(int(np.prod(shape, dtype=np.int64)))]
        return np.stack(columns, axis=1).reshape(-1, *shape)

    def _next(self, below: int) -> NDArray[np.int64]:
        with np.errstate(over="ignore"):
            self._state = self._state + _GOLDEN
            high = _mix(self._state) >> np.uint64(33)
            return ((high * np.uint64(below)) >> np.uint64(31)).astype(np.int64)


def _mix(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    state = (state ^ (state >> np.uint64(30))) * _MIX_1
    state = (state ^ (state >> np.uint64(27))) * _MIX_2
    return state ^ (state >> np.uint64(31))
