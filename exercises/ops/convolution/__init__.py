"""Convolution as neural networks mean it: cross-correlation, the kernel is not turned round.

y at position o is b plus the sum over the cells k of the kernel of w[k] x[stride o + k - padding].
One channel, one example: ``conv1d`` has one axis, ``conv2d`` two. Arguments and attributes are
PyTorch's; the way back is that of Dumoulin & Visin, "A guide to convolution arithmetic for deep
learning", 2016, sections 2 and 4.
"""

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import G, Op, Pull
from exercises.ops.convolution import formulas
from exercises.ops.windows import Windows, windows
from exercises.values import Shape, Value


def value(x: Value, w: Value, b: Value | None = None, *, stride: int, padding: int) -> Value:
    """The kernel laid on every position: (rows, *output)."""
    slide = slides(x, w, stride, padding)
    total = (slide.read(x) * flat(w)).sum(-1)
    shifted = total if b is None else total + b[:, None]
    return np.asarray(shifted).reshape(-1, *slide.output)


def slides(x: Value, w: Value, stride: int, padding: int) -> Windows:
    """The windows of a kernel ``w`` over an input ``x``."""
    return windows(x.shape[1:], w.shape[1:], stride, padding)


def to_kernel(g: Value, x: Value, w: Value, *, stride: int, padding: int) -> Value:
    """Each cell of the kernel: the sum over all positions of g times the input under it."""
    terms = slides(x, w, stride, padding).read(x) * by_position(g)
    return np.asarray(terms.sum(1)).reshape(-1, *w.shape[1:])


def to_input(g: Value, x: Value, w: Value, *, stride: int, padding: int) -> Value:
    """Each cell of the input: the sum over all positions that read it of g times the weight."""
    return slides(x, w, stride, padding).pass_back(by_position(g) * flat(w))


def to_bias(g: Value, **_attrs: int) -> Value:
    """The shared bias: the sum over all positions."""
    return np.asarray(g.reshape(len(g), -1).sum(-1))


def by_position(g: Value) -> Value:
    """(rows, *output) as (rows, positions, 1)."""
    return g.reshape(len(g), -1, 1)


def flat(w: Value) -> Value:
    """(rows, *kernel) as (rows, 1, kernel cells)."""
    return w.reshape(len(w), 1, -1)


def convolution(name: str, axes: int, title: str, examples: tuple[tuple[Shape, ...], ...]) -> Op:
    """The op with that many axes; see the module for what it computes."""

    def shape(x: Shape, w: Shape, b: Shape = (), *, stride: int, padding: int) -> Shape:
        if b != () or len(x) != axes:
            raise BadVariant(f"{name}: an input of shape {x} and a bias of shape {b} do not fit.")
        return windows(x, w, stride, padding).output

    return Op(
        name=name,
        kind="convolution",
        arguments=("x", "w", "b"),
        f=value,
        shape=shape,
        optional=1,
        attrs={"stride": 1, "padding": 0},
        sizing=("stride", "padding"),
        cell=formulas.cell,
        whole=formulas.whole,
        words="Lay the kernel on the input as it is printed, multiply what lies on top of each "
        "other, and add everything up, the bias too. Then move the kernel on.",
        title=title,
        examples=examples,
        pulls=_PULLS,
    )


_PULLS = (
    Pull(
        uses=(G, 0, 1),
        f=to_input,
        cell=formulas.passed_back_cell,
        whole=formulas.passed_back_whole,
        words="An input is read at several positions, each time through another weight of the "
        "kernel: multiply what arrives at each of them by that weight, and add up.",
        caption="passed back to {wrt}",
    ),
    Pull(
        uses=(G, 0, 1),
        f=to_kernel,
        cell=formulas.kernel_cell,
        whole=formulas.kernel_whole,
        words="A weight of the kernel is used at every position: multiply what arrives there by "
        "the input that lay under the weight, and add up over all positions.",
        caption="gradient of {wrt}",
    ),
    Pull(
        uses=(G,),
        f=to_bias,
        cell=formulas.bias_cell,
        whole=formulas.bias_whole,
        words="The same bias is added at every position: add up what arrives at all of them.",
        caption="gradient of {wrt}",
    ),
)
