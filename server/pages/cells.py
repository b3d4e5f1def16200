"""Cells of a step: their places, and the nested lists that answers are made of."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

Index = tuple[int, ...]


def indices(shape: Sequence[int]) -> list[Index]:
    """All places of a shape in reading order; a scalar has the one place `()`."""
    return list(product(*(range(size) for size in shape)))


def at(nested: Any, index: Index) -> Any:
    """The entry at a place of nested lists; None where the lists are shorter."""
    for i in index:
        if not isinstance(nested, list) or i >= len(nested):
            return None
        nested = nested[i]
    return nested


def nest(shape: Sequence[int], entry: Callable[[Index], Any], index: Index = ()) -> Any:
    """Nested lists of a shape, each entry made from its place."""
    if len(index) == len(shape):
        return entry(index)
    return [nest(shape, entry, (*index, i)) for i in range(shape[len(index)])]
