"""A scalar combined with a value of any shape, and what that means on the way back.

Where an op that works cell by cell spreads a scalar over all cells, the scalar feeds each of them,
so its derivative is the sum over all cells (the transpose of broadcasting). Likewise a bias that
serves all examples of a batch gets the sum over these.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from exercises.errors import BadVariant
from exercises.tex import Index, Token, plus
from exercises.values import Shape, Value, cells


def common_shape(*shapes: Shape) -> Shape:
    """The one shape that all arguments have, scalars apart; raises BadVariant."""
    found = {shape for shape in shapes if shape} or {()}
    if len(found) != 1:
        raise BadVariant(f"Values of the shapes {', '.join(map(str, shapes))} do not fit together.")
    return found.pop()


def aligned(*values: Value) -> list[Value]:
    """Scalars with as many axes as the largest of the values."""
    most = max(value.ndim for value in values)
    return [
        value.reshape(value.shape + (1,) * (most - value.ndim)) if value.ndim == 1 else value
        for value in values
    ]


def summed(f: Callable[..., Value]) -> Callable[..., Value]:
    """``f`` with the sum over all cells of its result: what comes back to a spread scalar."""

    def total(*values: Value, **attrs: Any) -> Value:
        found = f(*values, **attrs)
        return found if found.ndim == 1 else found.sum(axis=tuple(range(1, found.ndim)))

    return total


def summed_cell(cell: Callable[..., str]) -> Callable[..., str]:
    """The formula of such a sum."""

    def total(_index: Index, *tokens: Token, **attrs: Any) -> str:
        shape = max((token.shape for token in tokens), key=len)
        return plus(cell(index, *tokens, **attrs) for index in cells(shape))

    return total


def summed_whole(whole: Callable[..., str]) -> Callable[..., str]:
    """The formula of such a sum in symbols of whole values."""
    return lambda *tokens, **attrs: rf"\sum \left({whole(*tokens, **attrs)}\right)"


def over_batch(f: Callable[..., Value]) -> Callable[..., Value]:
    """``f`` with the sum over the examples of a batch, its first axis."""

    def total(*values: Value, **attrs: Any) -> Value:
        return np.asarray(f(*values, **attrs).sum(1))

    return total


def over_batch_cell(cell: Callable[..., str]) -> Callable[..., str]:
    """The formula of such a sum."""

    def total(index: Index, *tokens: Token, **attrs: Any) -> str:
        examples = range(tokens[0].shape[0])
        return plus(cell((i, *index), *tokens, **attrs) for i in examples)

    return total


def over_batch_whole(whole: Callable[..., str]) -> Callable[..., str]:
    """The formula of such a sum in symbols of whole values."""
    return lambda *tokens, **attrs: rf"\sum_i \left({whole(*tokens, **attrs)}\right)_i"
