"""``linear(x, W, b)``: the weighted sum, with or without a bias.

W is a matrix (out, in) and x a vector; or W and x are vectors and the result is a scalar (one
neuron); or all three are scalars (one wire). With a batch x has one axis more in front, for the
examples, and so has the result: X W^T + b, as in PyTorch.
"""

from exercises.errors import BadVariant
from exercises.ops.base import G, Op, Pull
from exercises.ops.linear.parts import by_input, by_output, gather, shared
from exercises.tex import Index, Token, plus, times
from exercises.values import Shape, Value, cells


def value(x: Value, W: Value, b: Value | None = None) -> Value:
    """W x + b for each example."""
    inputs = by_input(x, W)
    product = shared(W, inputs) * inputs
    total = product.sum(-1) if W.ndim > 1 else product
    return total if b is None else total + shared(b, total)


def shape(x: Shape, W: Shape, b: Shape | None = None) -> Shape:
    """Shape of the result: (out,) or (), after the number of examples if there is a batch."""
    examples = x[: len(x) - len(W[-1:])]
    fits = len(W) <= 2 and W[-1:] == x[len(examples) :] and len(examples) <= len(W[-1:])
    if not fits or (b is not None and b != W[:-1]):
        raise BadVariant(f"linear: an input of shape {x}, weights {W} and bias {b} do not fit.")
    return (*examples, *W[:-1])


def _examples(index: Index, axes: int) -> Index:
    """The part of an index that counts examples, in front of the ``axes`` others."""
    return index[: len(index) - axes]


def _is_batch(x: Shape, W: Shape, _b: Shape = ()) -> bool:
    return len(x) > len(W[-1:])


def _cell(index: Index, x: Token, W: Token, b: Token | None = None) -> str:
    example = _examples(index, len(W.shape[:-1]))
    unit = index[len(example) :]
    terms = [times(W[(*unit, *i)], x[(*example, *i)]) for i in cells(W.shape[-1:])]
    return plus(terms if b is None else [*terms, b[unit]])


def _whole(x: Token, W: Token, b: Token | None = None) -> str:
    product = f"{W[()]} {x[()]}" if W.shape else times(W[()], x[()])
    if _is_batch(x.shape, W.shape):
        product = rf"{x[()]} {W[()]}^\top" if len(W.shape) > 1 else f"{x[()]} {W[()]}"
    return product if b is None else f"{product} + {b[()]}"


def _pull_input_whole(g: Token, W: Token) -> str:
    if len(g.shape) > len(W.shape[:-1]):
        return rf"{g[()]} \, {W[()]}" + ("" if len(W.shape) > 1 else r"^\top")
    return rf"{W[()]}^\top \, {g[()]}" if len(W.shape) > 1 else times(g[()], W[()])


def _in_parentheses(text: str) -> str:
    return rf"\left({text}\right)" if text.startswith(r"\frac") else text


def _pull_weight_whole(g: Token, x: Token) -> str:
    if len(x.shape) > 1:
        first, second = (g, x) if len(g.shape) > 1 else (x, g)
        return rf"{_in_parentheses(first[()])}^\top {second[()]}"
    return rf"{g[()]} \, {x[()]}^\top" if g.shape else times(g[()], x[()])


def _pull_input(g: Value, W: Value) -> Value:
    wires = by_output(g, W)
    return gather(wires * shared(W, wires), W)


def _pull_input_cell(index: Index, g: Token, W: Token) -> str:
    example = _examples(index, len(W.shape[-1:]))
    i = index[len(example) :]
    return plus(times(g[(*example, *k)], W[(*k, *i)]) for k in cells(W.shape[:-1]))


def _pull_weight(g: Value, x: Value) -> Value:
    if x.ndim > 2:
        return g[..., None] * x[:, :, None] if g.ndim > 2 else g[..., None] * x
    return g[..., None] * x[:, None, :] if g.ndim > 1 else g.reshape(-1, *[1] * (x.ndim - 1)) * x


def _pull_weight_cell(index: Index, g: Token, x: Token) -> str:
    example = index[: len(x.shape) - 1]
    return times(g[index[:-1]], x[(*example, *index[-1:])])


def _sum_in_words(_x: Shape, W: Shape, *b: Shape) -> str:
    if W[-1:] in ((), (1,)):
        return "Multiply the input by its weight" + (", and add the bias." if b else ".")
    return "Multiply each input by its weight, and add everything up" + (
        ", the bias too." if b else "."
    )


def _back_in_words(_x: Shape, W: Shape, *_b: Shape) -> str:
    one = "Passing back: what arrives from the loss, times the weight on the wire."
    return f"{one} Add up over all units that the value feeds." if len(W) > 1 and W[0] > 1 else one


OP = Op(
    name="linear",
    kind="affine",
    arguments=("x", "W", "b"),
    f=value,
    shape=shape,
    optional=1,
    cell=_cell,
    whole=_whole,
    words=_sum_in_words,
    title="weighted sum",
    examples=(
        ((2,), (3, 2), (3,)),
        ((2,), (3, 2)),
        ((4,), (4,), ()),
        ((), (), ()),
        ((), ()),
        ((4, 2), (3, 2), (3,)),
        ((4, 2), (2,), ()),
        ((2, 3), (2, 3)),
    ),
    pulls=(
        Pull(
            uses=(G, 1),
            f=_pull_input,
            cell=_pull_input_cell,
            whole=_pull_input_whole,
            words=_back_in_words,
            caption="passed back to {wrt}",
        ),
        Pull(
            uses=(G, 0),
            f=_pull_weight,
            cell=_pull_weight_cell,
            whole=_pull_weight_whole,
            words="Weight gradient: what arrives from the loss, times the value that flows into "
            "the weight.",
            caption="gradient of {wrt}",
            over_batch=_is_batch,
        ),
        Pull(
            uses=(G,),
            f=lambda g: g,
            cell=lambda index, g: g[index],
            words="Bias gradient: the bias is added as it is, so what arrives passes unchanged.",
            caption="gradient of {wrt}",
            over_batch=_is_batch,
        ),
    ),
)
