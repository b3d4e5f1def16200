"""``mean(x; dim, keepdim)``: the mean along one axis, counted as PyTorch does."""

from collections.abc import Iterable, Sequence

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import G, Misconception, Op, Pull, Site
from exercises.steps import Rule
from exercises.tex import Index, Token, plus
from exercises.values import Shape, Value

ATTRS = {"dim": -1, "keepdim": False}


def axis_of(dim: float, shape: Shape) -> int:
    """The axis ``dim`` of a shape, counted from the start; raises BadVariant."""
    axes = len(shape)
    if int(dim) != dim or not -axes <= dim < axes:
        raise BadVariant(f"mean: the shape {shape} does not fit, it has no axis {dim:g}.")
    return int(dim) % axes


def value(x: Value, dim: float = -1, keepdim: bool = False) -> Value:
    """The mean of the cells along the axis."""
    return np.asarray(x.mean(1 + axis_of(dim, x.shape[1:]), keepdims=bool(keepdim)))


def shape(x: Shape, dim: float = -1, keepdim: bool = False) -> Shape:
    """That of x without the axis, or with length 1 there."""
    axis = axis_of(dim, x)
    return (*x[:axis], *([1] if keepdim else []), *x[axis + 1 :])


def pull(g: Value, x: Value, dim: float = -1, keepdim: bool = False) -> Value:
    """What arrives, divided by the number of cells and given to each of them."""
    axis = axis_of(dim, x.shape[1:])
    share = g if keepdim else np.expand_dims(g, 1 + axis)
    return np.asarray(share / x.shape[1 + axis] * np.ones_like(x))


def mean_of(terms: Sequence[str]) -> str:
    """LaTeX of a mean."""
    return rf"\frac{{{plus(terms)}}}{{{len(terms)}}}"


def _cell(index: Index, x: Token, dim: float = -1, keepdim: bool = False) -> str:
    axis = axis_of(dim, x.shape)
    after = index[axis + 1 :] if keepdim else index[axis:]
    return mean_of([x[(*index[:axis], i, *after)] for i in range(x.shape[axis])])


def _pull_cell(index: Index, g: Token, x: Token, dim: float = -1, keepdim: bool = False) -> str:
    axis = axis_of(dim, x.shape)
    before = (*index[:axis], *([0] if keepdim else []), *index[axis + 1 :]) if index else ()
    return rf"\frac{{{g[before] or 1}}}{{{x.shape[axis]}}}"


def _whole(x: Token, dim: float = -1, keepdim: bool = False) -> str:
    return rf"\frac{{1}}{{{x.shape[axis_of(dim, x.shape)]}}} \sum {x[()]}"


OP = Op(
    name="mean",
    kind="arithmetic",
    arguments=("x",),
    f=value,
    shape=shape,
    attrs=ATTRS,
    sizing=("dim", "keepdim"),
    pulls=(
        Pull(
            uses=(G, 0),
            f=pull,
            cell=_pull_cell,
            words="Each value has its share in the mean, one part of as many as there are: so it "
            "gets what arrives, divided by their number.",
            caption="passed back to {wrt}",
        ),
    ),
    cell=_cell,
    whole=_whole,
    words="Add up all values, and divide by how many there are.",
    title="mean",
    examples=(((4,),), ((2, 3),)),
)


def _sum(site: Site) -> Iterable[Rule | None]:
    count = site.shape(0)[axis_of(site.attrs["dim"], site.shape(0))]
    return [site.rule((0,), lambda x: count * value(x, **site.attrs))]


MISCONCEPTIONS = (
    Misconception(
        id="MEAN_NO_N",
        name="sum given in place of the mean",
        at="mean",
        rules=_sum,
        messages=(
            "You stopped at the sum.",
            "A mean is the sum divided by how many values there are.",
        ),
    ),
)
