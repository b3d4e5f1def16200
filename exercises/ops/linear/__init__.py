"""``linear(x, W, b)``: the weighted sum, with or without a bias.

W is a matrix (out, in) and x a vector; or W and x are vectors and the result is a scalar (one
neuron); or all three are scalars (one wire).
"""

from exercises.errors import BadVariant
from exercises.ops.base import G, Op, Pull
from exercises.ops.linear.parts import by_input, by_output, gather
from exercises.tex import Index, Token, plus, times
from exercises.values import Shape, Value, cells


def value(x: Value, W: Value, b: Value | None = None) -> Value:
    """W x + b."""
    product = W * by_input(x, W)
    total = product.sum(-1) if W.ndim > 1 else product
    return total if b is None else total + b


def shape(x: Shape, W: Shape, b: Shape | None = None) -> Shape:
    """Shape of the result; (out,) or ()."""
    result = W[:-1]
    if len(W) > 2 or W[-1:] != x or (b is not None and b != result):
        raise BadVariant(f"linear: an input of shape {x}, weights {W} and bias {b} do not fit.")
    return result


def _cell(index: Index, x: Token, W: Token, b: Token | None = None) -> str:
    terms = [times(W[(*index, *i)], x[i]) for i in cells(x.shape)]
    return plus(terms if b is None else [*terms, b[index]])


def _whole(x: Token, W: Token, b: Token | None = None) -> str:
    product = f"{W[()]} {x[()]}" if W.shape else times(W[()], x[()])
    return product if b is None else f"{product} + {b[()]}"


def _pull_input_whole(g: Token, W: Token) -> str:
    return rf"{W[()]}^\top \, {g[()]}" if len(W.shape) > 1 else times(g[()], W[()])


def _pull_weight_whole(g: Token, x: Token) -> str:
    return rf"{g[()]} \, {x[()]}^\top" if g.shape else times(g[()], x[()])


def _pull_input(g: Value, W: Value) -> Value:
    return gather(by_output(g, W) * W)


def _pull_input_cell(index: Index, g: Token, W: Token) -> str:
    return plus(times(g[k], W[(*k, *index)]) for k in cells(g.shape))


def _pull_weight(g: Value, x: Value) -> Value:
    return g[..., None] * x[:, None, :] if g.ndim > 1 else g.reshape(-1, *[1] * (x.ndim - 1)) * x


def _pull_weight_cell(index: Index, g: Token, x: Token) -> str:
    return times(g[index[:-1]], x[index[-1:]])


OP = Op(
    name="linear",
    kind="affine",
    arguments=("x", "W", "b"),
    f=value,
    shape=shape,
    optional=1,
    cell=_cell,
    whole=_whole,
    words="Multiply each input by its weight and add everything up, the bias too.",
    title="weighted sum",
    examples=(
        ((2,), (3, 2), (3,)),
        ((2,), (3, 2)),
        ((4,), (4,), ()),
        ((), (), ()),
        ((), ()),
    ),
    pulls=(
        Pull(
            uses=(G, 1),
            f=_pull_input,
            cell=_pull_input_cell,
            whole=_pull_input_whole,
            words="Passing back: what arrives from the loss, times the weight on the wire; "
            "summed over all units that the value feeds.",
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
        ),
        Pull(
            uses=(G,),
            f=lambda g: g,
            cell=lambda index, g: g[index],
            words="Bias gradient: the bias is added as it is, so what arrives passes unchanged.",
            caption="gradient of {wrt}",
        ),
    ),
)
