"""Misconceptions of the gradient of a kernel: at each weight the sum of g x over all positions."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Site
from exercises.ops.convolution import by_position, slides, to_kernel
from exercises.ops.convolution.forward import turned
from exercises.steps import Rule
from exercises.values import Value

Rules = Callable[[Site], Iterable[Rule | None]]


def _made_of(*changes: Callable[..., Value]) -> Rules:
    """One form for each function of g, x, w and the attributes."""
    return lambda site: [site.rule((G, 0, 1), site.bound(change)) for change in changes]


def _position(number: int) -> Callable[..., Value]:
    def f(g: Value, x: Value, w: Value, stride: int, padding: int) -> Value:
        terms = slides(x, w, stride, padding).read(x) * by_position(g)
        return terms[:, number].reshape(-1, *w.shape[1:])

    return f


def _turned(g: Value, x: Value, w: Value, **attrs: int) -> Value:
    return turned(to_kernel(g, x, w, **attrs))


def _by_columns(site: Site) -> Iterable[Rule | None]:
    w = site.shape(1)
    if len(w) != 2 or w[0] != w[1]:
        return []

    def f(g: Value, x: Value, w: Value, **attrs: int) -> Value:
        return to_kernel(g, x, w, **attrs).swapaxes(-1, -2)

    return [site.rule((G, 0, 1), site.bound(f))]


def _mean(g: Value, x: Value, w: Value, **attrs: int) -> Value:
    return to_kernel(g / float(by_position(g).shape[1]), x, w, **attrs)


def _of_inputs(g: Value, x: Value, w: Value, **attrs: int) -> Value:
    return to_kernel(np.ones_like(g), x, w, **attrs)


def _of_slopes(g: Value, x: Value, w: Value, stride: int, padding: int) -> Value:
    under = slides(x, w, stride, padding).read(np.ones_like(x))
    return np.asarray((under * by_position(g)).sum(1)).reshape(-1, *w.shape[1:])


def _by_weight(g: Value, x: Value, w: Value, **attrs: int) -> Value:
    return w * _of_slopes(g, x, w, **attrs)


def _at_stride_one(g: Value, x: Value, w: Value, stride: int, padding: int) -> Value:
    under = slides(x, w, 1, padding)
    read = under.read(x).reshape(len(x), *under.output, -1)
    first = read[(slice(None), *map(slice, g.shape[1:]))]
    terms = first.reshape(len(x), -1, first.shape[-1]) * by_position(g)
    return np.asarray(terms.sum(1)).reshape(-1, *w.shape[1:])


def _no_stride(site: Site) -> Iterable[Rule | None]:
    return [] if site.attrs["stride"] == 1 else _made_of(_at_stride_one)(site)


MISCONCEPTIONS = (
    Misconception(
        id="CONV_ONE_WIN",
        name="kernel gradient from one position only",
        at="convolution:1",
        rules=_made_of(_position(0), _position(-1)),
        messages=(
            "The kernel was used more than once.",
            "A shared weight collects from every position of the kernel: add up what arrives there "
            "times the input under the weight.",
        ),
    ),
    Misconception(
        id="CONV_WG_FLIP",
        name="kernel gradient turned round",
        at="convolution:1",
        rules=_made_of(_turned),
        messages=(
            "The numbers are there, but they belong to other weights of the kernel.",
            "Ask for one weight at a time: which input lay under it at each position? The kernel "
            "is not turned round here.",
        ),
    ),
    Misconception(
        id="CONV_WG_TRANSPOSE",
        name="rows and columns of the kernel gradient swapped",
        at="convolution:1",
        rules=_by_columns,
        messages=(
            "The right numbers, but not all of them in the right place.",
            "The gradient of a kernel has the layout of the kernel: each slope stands where its "
            "weight stands.",
        ),
    ),
    Misconception(
        id="CONV_WG_MEAN",
        name="kernel gradient averaged over the positions",
        at="convolution:1",
        rules=_made_of(_mean),
        messages=(
            "The positions were combined with the wrong operation.",
            "What a shared weight gets from all its positions adds up; it is not averaged.",
        ),
    ),
    Misconception(
        id="CONV_WG_NO_X",
        name="inputs left out of the kernel gradient",
        at="convolution:1",
        rules=_made_of(_of_slopes),
        messages=(
            "A factor is missing in every term.",
            "At each position multiply what arrives by the input that lies under the weight.",
        ),
    ),
    Misconception(
        id="CONV_WG_X_ONLY",
        name="only the local slopes of the kernel given",
        at="convolution:1",
        rules=_made_of(_of_inputs),
        messages=(
            "You stopped at the local slopes.",
            "The input under a weight is only the local slope: multiply it at each position by "
            "what arrives there.",
        ),
    ),
    Misconception(
        id="CONV_WG_USE_W",
        name="multiplied by the weight of the kernel instead of the input",
        at="convolution:1",
        rules=_made_of(_by_weight),
        messages=(
            "The other factor of each product is needed.",
            "In w x the slope by w is x: multiply what arrives by the input under the weight, not "
            "by the weight.",
        ),
    ),
    Misconception(
        id="CONV_WG_NO_STRIDE",
        name="kernel moved on by one cell in the kernel gradient",
        at="convolution:1",
        rules=_no_stride,
        messages=(
            "The inputs were taken from the wrong places.",
            "On the way back the kernel stands where it stood in the forward pass: the stride "
            "counts here, too.",
        ),
    ),
)
