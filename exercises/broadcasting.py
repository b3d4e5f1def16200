"""Values of different shapes combined cell by cell, and what that means on the way back.

Shapes broadcast as NumPy's and PyTorch's do: counted from the last axis, an axis that is missing or
of length 1 is repeated. A cell that was repeated feeds all its copies, so its derivative is the sum
over these (the transpose of broadcasting). Likewise a bias that serves all examples of a batch gets
the sum over these.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from exercises.errors import BadVariant
from exercises.tex import Index, Symbol, Token, plus
from exercises.values import Shape, Value, cells


def common_shape(*shapes: Shape) -> Shape:
    """The shape that all arguments are spread to; raises BadVariant."""
    try:
        return tuple(map(int, np.broadcast_shapes(*shapes)))
    except ValueError:
        text = f"Values of the shapes {', '.join(map(str, shapes))} do not fit together."
        raise BadVariant(text) from None


def aligned(*values: Value) -> list[Value]:
    """The values with as many axes as the largest of them, new ones behind the rows."""
    most = max(value.ndim for value in values)
    return [
        value.reshape(len(value), *[1] * (most - value.ndim), *value.shape[1:]) for value in values
    ]


def gathered(value: Value, shape: Shape) -> Value:
    """``value`` summed over the copies of each cell of ``shape``."""
    extra = value.ndim - 1 - len(shape)
    if extra < 0:
        return value
    total = value.sum(axis=tuple(range(1, 1 + extra)))
    single = tuple(axis for axis, length in enumerate(shape, 1) if length == 1)
    return np.asarray(total.sum(axis=single, keepdims=True))


def summed(f: Callable[..., Value], shape: Shape = ()) -> Callable[..., Value]:
    """``f`` with its result summed: what comes back to an argument of ``shape`` that was spread."""
    return lambda *values, **attrs: gathered(f(*values, **attrs), shape)


def source(index: Index, shape: Shape) -> Index:
    """The cell of a value of ``shape`` that stands at ``index`` of a larger one."""
    return tuple(
        0 if length == 1 else i
        for i, length in zip(index[len(index) - len(shape) :], shape, strict=False)
    )


def summed_cell(cell: Callable[..., str], shape: Shape = ()) -> Callable[..., str]:
    """The formula of one cell of such a sum."""

    def total(index: Index, *tokens: Token, **attrs: Any) -> str:
        large = np.broadcast_shapes(*[token.shape for token in tokens])
        copies = [place for place in cells(large) if source(place, shape) == index]
        terms = [cell(place, *tokens, **attrs) for place in copies]
        letters = [Symbol("x", token.shape) for token in tokens]
        if len(terms) > 1 and cell(copies[0], *letters, **attrs).startswith("-"):
            return rf"-\left({plus(term.removeprefix('-') for term in terms)}\right)"
        return plus(terms)

    return total


def summed_whole(whole: Callable[..., str], shape: Shape = ()) -> Callable[..., str]:
    """The formula of such a sum in symbols of whole values; i counts rows, j columns."""
    over = ("" if not shape else "_j") if shape[-1:] in ((), (1,)) else "_i"

    def total(*tokens: Token, **attrs: Any) -> str:
        each = whole(*tokens, **attrs)
        sign, size = ("-", each[1:]) if each.startswith("-") else ("", each)
        inside = size if _is_one_term(size) else rf"\left({size}\right)"
        return rf"{sign}\sum{over} {inside}"

    return total


def _is_one_term(text: str) -> bool:
    """Whether a sum sign in front of it needs no parentheses."""
    return not any(sign in text for sign in (r"\cdot", " + ", " - ")) or text.startswith(r"\frac")


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

    def total(*tokens: Token, **attrs: Any) -> str:
        each = whole(*tokens, **attrs)
        one = each if each.isalpha() else rf"\left({each}\right)"
        return rf"\sum_i {one}_i"

    return total
