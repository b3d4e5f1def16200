"""Misconceptions of the forward pass of a convolution."""

from collections.abc import Iterable

import numpy as np

from exercises.ops.base import Misconception, Site
from exercises.ops.convolution import value
from exercises.steps import Rule
from exercises.values import Value


def turned(w: Value) -> Value:
    """A kernel turned round: all its axes reversed."""
    return np.flip(w, axis=tuple(range(1, w.ndim)))


def _uses(site: Site) -> tuple[int, ...]:
    return (0, 1) if site.name(2) is None else (0, 1, 2)


def _with_turned_kernel(x: Value, w: Value, *b: Value, stride: int, padding: int) -> Value:
    return value(x, turned(w), *b, stride=stride, padding=padding)


def _flip(site: Site) -> Iterable[Rule | None]:
    return [site.rule(_uses(site), site.bound(_with_turned_kernel))]


def _by_columns(site: Site) -> Iterable[Rule | None]:
    w = site.shape(1)
    if len(w) != 2 or w[0] != w[1]:
        return []

    def f(x: Value, w: Value, *b: Value, stride: int, padding: int) -> Value:
        return value(x, w.swapaxes(-1, -2), *b, stride=stride, padding=padding)

    return [site.rule(_uses(site), site.bound(f))]


def _no_bias(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0, 1), site.bound(value))] if site.name(2) else []


def _at_stride_one(x: Value, w: Value, *b: Value, stride: int, padding: int) -> Value:
    """The first positions of a kernel that moves by one, as many as there should be."""
    sides = value(x, w, *b, stride=stride, padding=padding).shape[1:]
    return value(x, w, *b, stride=1, padding=padding)[(slice(None), *map(slice, sides))]


def _no_stride(site: Site) -> Iterable[Rule | None]:
    if site.attrs["stride"] == 1:
        return []
    return [site.rule(_uses(site), site.bound(_at_stride_one))]


def _copied_edge(x: Value, w: Value, *b: Value, stride: int, padding: int) -> Value:
    around = [(0, 0), *[(padding, padding)] * (x.ndim - 1)]
    return value(np.pad(x, around, mode="edge"), w, *b, stride=stride, padding=0)


def _edge(site: Site) -> Iterable[Rule | None]:
    if not site.attrs["padding"]:
        return []
    return [site.rule(_uses(site), site.bound(_copied_edge))]


MISCONCEPTIONS = (
    Misconception(
        id="CONV_FLIP_FWD",
        name="kernel turned round in the forward pass",
        at="convolution",
        rules=_flip,
        convention=True,
        messages=(
            "This fits a convolution that turns its kernel round first.",
            "Mathematics turns the kernel round, neural networks do not. Here it lies on the input "
            "just as it is printed: its first weight on the first input of the window.",
        ),
    ),
    Misconception(
        id="CONV_TRANSPOSE_FWD",
        name="kernel read by columns instead of rows",
        at="convolution",
        rules=_by_columns,
        messages=(
            "The weights of the kernel are there, but rows and columns are swapped.",
            "Lay the kernel on the input as it is printed: its upper row on the upper row of the "
            "window.",
        ),
    ),
    Misconception(
        id="CONV_NOBIAS",
        name="bias of the convolution left out",
        at="convolution",
        rules=_no_bias,
        messages=(
            "Something that belongs to every position is missing here.",
            "The same bias is added to the weighted sum at every position of the kernel.",
        ),
    ),
    Misconception(
        id="CONV_NO_STRIDE",
        name="kernel moved on by one cell only",
        at="convolution",
        rules=_no_stride,
        messages=(
            "The kernel stands at the wrong places.",
            "The stride says how many cells the kernel moves on from one position to the next; "
            "here it is more than one.",
        ),
    ),
    Misconception(
        id="CONV_PAD_COPY",
        name="padding filled with copies of the edge",
        at="convolution",
        rules=_edge,
        convention=True,
        messages=(
            "This fits another way to fill the cells around the input.",
            "Some programs repeat the edge; this exercise puts zeros around the input, so that a "
            "weight beyond the edge contributes nothing.",
        ),
    ),
)
