"""``shape_like(v)``: the shape of the gradient of a number by v, which is that of v."""

from collections.abc import Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import Misconception, Op, Site
from exercises.ops.shapes.linear_shape import batch_of
from exercises.steps import Rule
from exercises.tex import Index, Token
from exercises.values import Shape, Value


def shape(v: Shape) -> Shape:
    """A pair."""
    if v != (2,):
        raise BadVariant("shape_like: its argument does not fit, it must be a pair.")
    return v


def _cell(index: Index, v: Token) -> str:
    return v[index]


OP = Op(
    name="shape_like",
    kind="shape",
    arguments=("v",),
    f=lambda v: v,
    shape=shape,
    pulls=(),
    cell=_cell,
    whole=lambda v: v[()],
    words="The loss is a number, so its gradient has one entry for each entry of the value: the "
    "same shape.",
    title="shape of a gradient",
    examples=(((2,),),),
)


def _turned(site: Site) -> Iterable[Rule | None]:
    """Where a product of matrices is involved."""
    if site.op.name not in (OP.name, "linear_shape"):
        return []
    return [Rule(lambda *v: site.op.f(*v)[:, ::-1], site.step.rule.inputs)]


def _pair(rows: Value, columns: Value) -> Value:
    return np.stack(np.broadcast_arrays(rows, columns), 1)


def _with_batch(site: Site) -> Iterable[Rule | None]:
    """A parameter's gradient with the rows of the batch, or shaped like what arrives."""
    batch = batch_of(site, site.inputs[0])
    if batch is None or _is_value(site):
        return []
    return [
        site.rule((batch, 0), lambda x, v: _pair(x[:, 0], v[:, 1])),
        site.rule((batch, 0), lambda x, v: _pair(x[:, 0], v[:, 0])),
    ]


def _is_value(site: Site) -> bool:
    """Whether it is the gradient of what flows through the layers, not of a parameter."""
    uses = [s for s in site.graph.consumers(site.inputs[0]) if s.op == "linear_shape"]
    made = site.graph.producer(site.inputs[0])
    flows = made is not None and made.op == "linear_shape"
    return flows or any(s.rule.inputs[0] == site.inputs[0] for s in uses)


def _summed(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0,), lambda v: _pair(v[:, 0] * 0 + 1, v[:, 1]))] if _is_value(site) else []


MISCONCEPTIONS = (
    Misconception(
        id="SHAPE_T",
        name="rows and columns of a shape swapped",
        at="shape",
        rules=_turned,
        messages=(
            "The two sizes are right, but they changed places.",
            "Examples stand in rows, and a gradient has the shape of the value that it belongs to: "
            "write that shape beside it and compare.",
        ),
    ),
    Misconception(
        id="SHAPE_BATCH",
        name="batch left in the gradient of a parameter",
        at="shape_like",
        rules=_with_batch,
        messages=(
            "The gradient of a parameter must not know how many examples there were.",
            "Contributions of all examples are added up, so the batch is gone: what is left has "
            "the shape of the parameter.",
        ),
    ),
    Misconception(
        id="SHAPE_SUMMED",
        name="examples added up where each keeps its own gradient",
        at="shape_like",
        rules=_summed,
        messages=(
            "Here nothing is shared, and yet the examples were added up.",
            "Only parameters serve all examples. A value that each example has for itself keeps a "
            "row of gradient for each of them.",
        ),
    ),
)
