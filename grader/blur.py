"""What the rounding of what was typed does to a value worked out of it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from exercises.values import Value

CLOSE = 0.01
"""A share of the room of rounding; a smooth rule changes by about this share of its reach."""


@dataclass(frozen=True)
class Blur:
    """A value in rows: all typed cells far out, then each as it is and moved in; None: it is fixed.

    ``ends`` with the whole room of rounding, ``close`` with a small share of it.
    """

    ends: Value | None = None
    close: Value | None = None

    @cached_property
    def reach(self) -> Value:
        """The greatest change, cell by cell."""
        return _greatest_change(self.ends)

    @cached_property
    def jump(self) -> Value:
        """What is left of the change so close to what was typed: next to nothing, but at a jump."""
        return _greatest_change(self.close)


def _greatest_change(found: Value | None) -> Value:
    """Sum over the moved cells of how far each takes the value."""
    if found is None:
        return np.zeros(1)
    far, still, near = found[:1], found[1::2], found[2::2]
    change = np.maximum(np.abs(far - still), np.abs(near - still)).sum(0)
    return np.where(np.isfinite(change), change, 0.0)
