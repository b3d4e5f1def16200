"""A window that slides over a line or a plane: which cell of the input lies under which of its own.

Convolution and pooling are written on these links alone, for any number of axes: what a window
reads on the way forward is what it feeds on the way back.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from exercises.errors import BadVariant
from exercises.tex import Index
from exercises.values import Shape, Value, cells

MOST_LINKS = 20_000
"""More cells under all windows together are no exercise for pen and paper."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Link:
    """Cell ``kernel`` of the window that makes cell ``output`` lies on cell ``input``."""

    output: Index
    kernel: Index
    input: Index


@dataclass(frozen=True)
class Windows:
    """All positions of a window. Where it reaches over the edge it meets padding and no link."""

    input: Shape
    kernel: Shape
    output: Shape
    links: tuple[Link, ...]

    def read(self, x: Value, padding: float = 0.0) -> Value:
        """What lies under every window: (rows, *input) to (rows, positions, kernel cells)."""
        return _with_last(x, padding)[:, self._reads]

    def pass_back(self, terms: Value) -> Value:
        """Sum of the terms (rows, positions, kernel cells) that belong to each cell of the input.

        The transpose of ``read``.
        """
        gathered = _with_last(terms, 0.0)[:, self._feeds]
        return np.asarray(gathered.sum(-1)).reshape(-1, *self.input)

    def pass_back_last(self, terms: Value) -> Value:
        """The same without adding up: of the windows that overlap, the last one counts alone."""
        last = _with_last(terms, 0.0)[:, self._last]
        return last.reshape(-1, *self.input)

    def under(self, position: Index) -> list[Link]:
        """Links of one position, in reading order of the window."""
        return [link for link in self.links if link.output == position]

    def over(self, cell: Index) -> list[Link]:
        """Links of one cell of the input."""
        return [link for link in self.links if link.input == cell]

    def through(self, cell: Index) -> list[Link]:
        """Links of one cell of the window."""
        return [link for link in self.links if link.kernel == cell]

    @cached_property
    def _terms(self) -> Numbers:
        """Number of each link's term among all (position, cell of the window)."""
        positions = _numbers([link.output for link in self.links], self.output)
        return positions * prod(self.kernel) + _numbers(
            [link.kernel for link in self.links], self.kernel
        )

    @cached_property
    def _reads(self) -> Numbers:
        """Number of the input cell under (position, cell of the window); past the last: padding."""
        found = np.full(prod(self.output) * prod(self.kernel), prod(self.input))
        found[self._terms] = _numbers([link.input for link in self.links], self.input)
        return found.reshape(prod(self.output), prod(self.kernel))

    @cached_property
    def _feeds(self) -> Numbers:
        """Numbers of the terms of each input cell, filled up with the number past the last."""
        uses: dict[Index, list[int]] = {cell: [] for cell in cells(self.input)}
        for link, term in zip(self.links, self._terms.tolist(), strict=True):
            uses[link.input].append(term)
        most = max(map(len, uses.values()))
        nothing = prod(self.output) * prod(self.kernel)
        return np.array([use + [nothing] * (most - len(use)) for use in uses.values()])

    @cached_property
    def _last(self) -> Numbers:
        """Number of the last term of each input cell, or -1, which stands for none."""
        nothing = prod(self.output) * prod(self.kernel)
        return np.asarray(np.where(self._feeds < nothing, self._feeds, -1).max(-1))


def _with_last(value: Value, last: float) -> Value:
    """(rows, *shape) as (rows, cells + 1), with one more cell."""
    flat = value.reshape(len(value), -1)
    return np.concatenate([flat, np.full((len(flat), 1), last)], axis=1)


def _numbers(places: list[Index], shape: Shape) -> Numbers:
    """The number of each cell in reading order."""
    return np.asarray(np.ravel_multi_index(tuple(np.array(places).T), shape))


@lru_cache(maxsize=256)
def windows(sides: Shape, kernel: Shape, stride: int, padding: int) -> Windows:
    """Windows of the shape ``kernel`` over an input of the shape ``sides``; raises BadVariant.

    They move by ``stride`` cells; ``padding`` cells without value stand on each side of the input.
    """
    _check(sides, kernel, stride, padding)
    output = tuple((n + 2 * padding - k) // stride + 1 for n, k in zip(sides, kernel, strict=True))
    if prod(output) * prod(kernel) > MOST_LINKS:
        raise BadVariant("A window takes too many steps over its input.")
    places = product(cells(output), cells(kernel))
    links = [Link(o, k, _place(o, k, stride, padding)) for o, k in places]
    inside = [link for link in links if _is_inside(link.input, sides)]
    return Windows(sides, kernel, output, tuple(inside))


def _check(sides: Shape, kernel: Shape, stride: int, padding: int) -> None:
    pairs = list(zip(sides, kernel, strict=False))
    if not pairs or len(sides) != len(kernel) or min(kernel) < 1:
        raise BadVariant(f"A window of shape {kernel} does not fit an input of shape {sides}.")
    if not isinstance(stride, int) or stride < 1:
        raise BadVariant("A stride must be a whole number from 1.")
    if not isinstance(padding, int) or not 0 <= padding < min(kernel):
        raise BadVariant("A padding must be a whole number from 0, smaller than the window.")
    if any(n + 2 * padding < k for n, k in pairs):
        raise BadVariant(f"A window of shape {kernel} does not fit into an input of shape {sides}.")


def _place(output: Index, kernel: Index, stride: int, padding: int) -> Index:
    return tuple(o * stride + k - padding for o, k in zip(output, kernel, strict=True))


def _is_inside(place: Index, shape: Shape) -> bool:
    return all(0 <= i < n for i, n in zip(place, shape, strict=True))
