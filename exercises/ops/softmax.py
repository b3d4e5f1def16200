"""``softmax(x; dim)``: e^x over the sum of e^x along one axis, counted as PyTorch does."""

from collections.abc import Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.activations import logistic
from exercises.ops.base import G, Misconception, Op, Pull, Route, Site, Y
from exercises.ops.categorical_cross_entropy import FROM_SOFTMAX
from exercises.steps import Rule
from exercises.tex import Index, Token, plus, times
from exercises.values import Shape, Value


def axis_of(dim: float, axes: int) -> int:
    """The axis ``dim`` of a value with ``axes`` axes, counted from the end; raises BadVariant."""
    if int(dim) != dim or not -axes <= dim < axes:
        raise BadVariant(f"softmax: a value with {axes} axes has no axis {dim:g}.")
    return int(dim) - axes if dim >= 0 else int(dim)


def value(x: Value, dim: float = -1) -> Value:
    """e^x divided by the sum of e^x along the axis, without overflow."""
    axis = axis_of(dim, x.ndim - 1)
    power = np.exp(x - x.max(axis, keepdims=True))
    return np.asarray(power / power.sum(axis, keepdims=True))


def shape(x: Shape) -> Shape:
    """That of the argument; a number has no axis to share out along."""
    if not x:
        raise BadVariant("softmax: a single number does not fit.")
    return x


def pull(g: Value, y: Value, dim: float = -1) -> Value:
    """y (g - sum of g y along the axis): the whole Jacobian, diag(y) - y y^T, times g."""
    return np.asarray(y * (g - (g * y).sum(axis_of(dim, y.ndim - 1), keepdims=True)))


def _line(index: Index, shape: Shape, dim: float) -> list[Index]:
    """All cells that share their denominator with one."""
    axis = axis_of(dim, len(shape)) + len(shape)
    return [(*index[:axis], i, *index[axis + 1 :]) for i in range(shape[axis])]


def _power(x: str) -> str:
    return f"e^{{{x}}}"


def _cell(index: Index, x: Token, dim: float = -1) -> str:
    total = plus(_power(x[i]) for i in _line(index, x.shape, dim))
    return rf"\frac{{{_power(x[index])}}}{{{total}}}"


def _pull_cell(index: Index, g: Token, y: Token, dim: float = -1) -> str:
    total = plus(times(g[i], y[i]) for i in _line(index, y.shape, dim))
    return times(y[index], rf"\left[{g[index]} - \left({total}\right)\right]")


def _pull_whole(g: Token, y: Token, dim: float = -1) -> str:
    mean = rf"\sum {g[()]} \odot {y[()]}"
    return rf"{y[()]} \odot \left({g[()]} - {mean}\right)"


OP = Op(
    name="softmax",
    kind="softmax",
    arguments=("x",),
    f=value,
    shape=shape,
    attrs={"dim": -1},
    pulls=(
        Pull(
            uses=(G, Y),
            f=pull,
            cell=_pull_cell,
            whole=_pull_whole,
            words="Each result depends on every value that shares its denominator. So take from "
            "what arrives its average, weighted with the results, and multiply by the result "
            "itself.",
            caption="back through the softmax",
            shortcuts=(FROM_SOFTMAX,),
            also=(Route((G, 0), lambda g, x, dim=-1: pull(g, value(x, dim), dim)),),
        ),
    ),
    cell=_cell,
    whole=lambda x, dim=-1: rf"\mathrm{{softmax}}\left({x[()]}\right)",
    words="Take the exponential of every value, and divide each by the sum of all of them.",
    title="softmax",
    examples=(((3,),), ((2, 3),)),
)


def _plain_share(x: Value, dim: float = -1) -> Value:
    return np.asarray(x / x.sum(axis_of(dim, x.ndim - 1), keepdims=True))


def _diagonal(site: Site) -> Iterable[Rule | None]:
    """Of one distribution only: in a table of them the same rule has a name of its own."""
    if len(site.shape(0)) > 1:
        return []
    return [site.rule((G, Y), lambda g, y: g * y * (1 - y))]


MISCONCEPTIONS = (
    Misconception(
        id="SM_NOEXP",
        name="values shared out without the exponential",
        at="softmax",
        rules=lambda site: [site.rule((0,), site.bound(_plain_share))],
        messages=(
            "A step is missing before the division.",
            "Softmax first makes every value positive with the exponential function; only then "
            "are the results divided by their sum.",
        ),
    ),
    Misconception(
        id="SM_SIGMOID",
        name="a sigmoid for each value by itself",
        at="softmax",
        rules=lambda site: [site.rule((0,), logistic)],
        messages=(
            "Your values were worked out one by one, so they need not add up to a whole.",
            "All values of a softmax share one denominator: the sum of all the exponentials.",
        ),
    ),
    Misconception(
        id="SM_NONORM",
        name="exponentials not divided by their sum",
        at="softmax",
        rules=lambda site: [site.rule((0,), np.exp)],
        messages=(
            "These are positive numbers, but not yet probabilities.",
            "Divide every exponential by the sum of all of them; then the results add up to one.",
        ),
    ),
    Misconception(
        id="SCE_DIAG",
        name="only the diagonal of the softmax slope used",
        at="softmax:0",
        rules=_diagonal,
        messages=(
            "Part of the way back is missing: the classes push on each other.",
            "Raising one logit lowers every other probability. So each logit collects from all "
            "classes, not only from its own.",
        ),
    ),
)
