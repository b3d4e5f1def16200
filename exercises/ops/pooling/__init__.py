"""Pooling over a plane: each window of ``kernel_size`` by ``kernel_size`` cells becomes one cell.

That cell is the sum of the window's cells, each times a share: all to the largest, or the same to
each. What arrives goes back by the same shares. PyTorch's names and attributes; one channel, one
example, no padding.
"""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import G, Site
from exercises.ops.windows import Windows, windows
from exercises.steps import Rule
from exercises.values import Shape, Value

ATTRS = {"kernel_size": 2, "stride": 2}
Shares = Callable[[Value], Value]
"""From what lies under the windows to the share of each cell: both (rows, positions, cells)."""
Rules = Callable[[Site], Iterable[Rule | None]]


def shape(x: Shape, *, kernel_size: int, stride: int) -> Shape:
    """Shape of the result."""
    if len(x) != 2:
        raise BadVariant(f"Pooling: an input of shape {x} does not fit, it must have two axes.")
    return over(x, kernel_size, stride).output


def over(x: Shape, kernel_size: int, stride: int) -> Windows:
    """The windows over an input of shape ``x``."""
    if not isinstance(kernel_size, int):
        raise BadVariant("A kernel size must be a whole number from 1.")
    return windows(x, (kernel_size, kernel_size), stride, 0)


def pooled(shares: Shares) -> Callable[..., Value]:
    """The value of a pooling with these shares."""

    def f(x: Value, **attrs: int) -> Value:
        slide = over(x.shape[1:], **attrs)
        under = slide.read(x)
        return np.asarray((under * shares(under)).sum(-1)).reshape(-1, *slide.output)

    return f


def sent_back(shares: Shares) -> Callable[..., Value]:
    """Its pull-back: what arrives at a window goes to its cells; where windows overlap, the sum."""
    return lambda g, x, **attrs: over(x.shape[1:], **attrs).pass_back(_sent(shares, g, x, **attrs))


def overwritten(shares: Shares) -> Callable[..., Value]:
    """The wrong pull-back that keeps what the last of several overlapping windows sends."""
    return lambda g, x, **attrs: over(x.shape[1:], **attrs).pass_back_last(
        _sent(shares, g, x, **attrs)
    )


def _sent(shares: Shares, g: Value, x: Value, **attrs: int) -> Value:
    return shares(over(x.shape[1:], **attrs).read(x)) * g.reshape(len(g), -1, 1)


def only(chosen: Value, under: Value) -> Value:
    """All to the cell of each window whose number is ``chosen`` (rows, positions)."""
    return np.where(np.arange(under.shape[-1]) == chosen[..., None], 1.0, 0.0)


def to_largest(under: Value) -> Value:
    """All to the largest cell; among equal ones to the first, as in PyTorch."""
    return only(under.argmax(-1), under)


def to_each_alike(under: Value) -> Value:
    """The same share to each cell, one in all."""
    return np.full_like(under, 1 / under.shape[-1])


def to_each_all(under: Value) -> Value:
    """Everything to every cell."""
    return np.ones_like(under)


def value_by(shares: Shares) -> Rules:
    """The rule of a misconception that pools with other shares."""
    return lambda site: [site.rule((0,), site.bound(pooled(shares)))]


def gradient_by(*forms: Shares) -> Rules:
    """The rules of a misconception that passes back by other shares."""
    return lambda site: [site.rule((G, 0), site.bound(sent_back(shares))) for shares in forms]
