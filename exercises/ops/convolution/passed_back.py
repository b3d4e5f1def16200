"""Misconceptions of what a convolution passes back: at each input the sum of g w that read it."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Site
from exercises.ops.convolution import by_position, flat, slides, to_input
from exercises.ops.convolution.forward import turned
from exercises.steps import Rule
from exercises.values import Value


def _made_of(f: Callable[..., Value]) -> Callable[[Site], Iterable[Rule | None]]:
    """A function of g, x, w and the attributes."""
    return lambda site: [site.rule((G, 0, 1), site.bound(f))]


def _unturned(g: Value, x: Value, w: Value, **attrs: int) -> Value:
    return to_input(g, x, turned(w), **attrs)


def _last_only(g: Value, x: Value, w: Value, stride: int, padding: int) -> Value:
    return slides(x, w, stride, padding).pass_back_last(by_position(g) * flat(w))


def _without_weights(g: Value, x: Value, w: Value, **attrs: int) -> Value:
    return to_input(g, x, np.ones_like(w), **attrs)


def _by_input(g: Value, x: Value, w: Value, **attrs: int) -> Value:
    return x * _without_weights(g, x, w, **attrs)


def _weights_only(g: Value, x: Value, w: Value, **attrs: int) -> Value:
    return to_input(np.ones_like(g), x, w, **attrs)


def _at_stride_one(g: Value, x: Value, w: Value, stride: int, padding: int) -> Value:
    output = slides(x, w, 1, padding).output
    after = [(0, most - n) for most, n in zip(output, g.shape[1:], strict=True)]
    return to_input(np.pad(g, [(0, 0), *after]), x, w, stride=1, padding=padding)


def _no_stride(site: Site) -> Iterable[Rule | None]:
    return [] if site.attrs["stride"] == 1 else _made_of(_at_stride_one)(site)


MISCONCEPTIONS = (
    Misconception(
        id="CONV_NO_FLIP",
        name="kernel laid on the slopes as it is printed",
        at="convolution:0",
        rules=_made_of(_unturned),
        messages=(
            "The right kind of sum, but the weights come the wrong way round.",
            "Ask for one input at a time: at each position that read it, which weight lay on it? "
            "From one position to the next you walk the kernel backwards.",
        ),
    ),
    Misconception(
        id="CONV_XG_OVERWRITE",
        name="only the last position counted where windows overlap",
        at="convolution:0",
        rules=_made_of(_last_only),
        messages=(
            "This input was read more than once.",
            "What comes back from all positions that read an input adds up; a later one does not "
            "replace an earlier one.",
        ),
    ),
    Misconception(
        id="CONV_XG_NO_W",
        name="slopes passed back without the weights of the kernel",
        at="convolution:0",
        rules=_made_of(_without_weights),
        messages=(
            "A factor is missing in every term.",
            "Multiply what arrives at a position by the weight that lay on this input there.",
        ),
    ),
    Misconception(
        id="CONV_XG_USE_X",
        name="multiplied by the input instead of the weight of the kernel",
        at="convolution:0",
        rules=_made_of(_by_input),
        messages=(
            "The other factor of each product is needed.",
            "In w x the slope by x is w: multiply what arrives by the weight that lay on this "
            "input.",
        ),
    ),
    Misconception(
        id="CONV_XG_W_ONLY",
        name="only the weights of the kernel added up",
        at="convolution:0",
        rules=_made_of(_weights_only),
        messages=(
            "You stopped at the local slopes.",
            "The weight that lay on an input is only the local slope: multiply it by what arrives "
            "at that position.",
        ),
    ),
    Misconception(
        id="CONV_XG_NO_STRIDE",
        name="kernel moved on by one cell when passing back",
        at="convolution:0",
        rules=_no_stride,
        messages=(
            "The slopes went to the wrong places.",
            "On the way back the kernel stands where it stood in the forward pass: the stride "
            "counts here, too.",
        ),
    ),
)
