"""``max_pool2d(x, kernel_size, stride)``: the largest cell of each window."""

import numpy as np

from exercises.ops.base import G, Misconception, Op, Pull
from exercises.ops.pooling import (
    ATTRS,
    gradient_by,
    only,
    over,
    pooled,
    sent_back,
    shape,
    to_each_alike,
    to_each_all,
    to_largest,
    value_by,
)
from exercises.tex import Index, Token, plus, times
from exercises.values import Value


def _largest(output: Index, x: Token, attrs: dict[str, int]) -> str:
    links = over(x.shape, **attrs).under(output)
    return rf"\max({', '.join(x[link.input] for link in links)})"


def _pull_cell(index: Index, g: Token, x: Token, **attrs: int) -> str:
    links = over(x.shape, **attrs).over(index)
    terms = [
        times(g[link.output], rf"\left[{x[index]} = {_largest(link.output, x, attrs)}\right]")
        for link in links
    ]
    return plus(terms or ["0"])


def _pull_whole(g: Token, x: Token, **_attrs: int) -> str:
    is_largest = rf"\left[{x[()]} = \max_{{\mathrm{{window}}}} {x[()]}\right]"
    return rf"\sum_{{\mathrm{{windows}}}} {times(g[()], is_largest)}"


OP = Op(
    name="max_pool2d",
    kind="pooling",
    arguments=("x",),
    f=pooled(to_largest),
    shape=shape,
    attrs=ATTRS,
    sizing=("kernel_size", "stride"),
    cell=lambda index, x, **attrs: _largest(index, x, attrs),
    whole=lambda x, **attrs: rf"\max_{{\mathrm{{window}}}} {x[()]}",
    words="Of each window only the largest value goes on.",
    title="maximum pooling",
    examples=(((4, 4),), ((2, 6),), ((5, 4),)),
    pulls=(
        Pull(
            uses=(G, 0),
            f=sent_back(to_largest),
            cell=_pull_cell,
            whole=_pull_whole,
            words="The largest value of a window gets all that arrives there, and the others get "
            "nothing.",
            caption="passed back to {wrt}",
        ),
    ),
)


def _to_largest_size(under: Value) -> Value:
    return only(np.abs(under).argmax(-1), under)


def _to_first(under: Value) -> Value:
    return only(np.zeros(under.shape[:-1]), under)


def _to_mirrored(under: Value) -> Value:
    """All to the cell whose row and column are those of the largest one, swapped."""
    side = round(under.shape[-1] ** 0.5)
    place = under.argmax(-1)
    return only(place % side * side + place // side, under)


def _largest_itself(under: Value) -> Value:
    return to_largest(under) * under


MISCONCEPTIONS = (
    Misconception(
        id="POOL_ABS",
        name="largest size taken instead of the largest value",
        at="max_pool2d",
        rules=value_by(_to_largest_size),
        messages=(
            "Mind the signs of the values in the window.",
            "The maximum is the value farthest to the right on the number line: any positive "
            "value beats every negative one, however big.",
        ),
    ),
    Misconception(
        id="POOL_MAX_AS_MEAN",
        name="mean of the window instead of its maximum",
        at="max_pool2d",
        rules=value_by(to_each_alike),
        messages=(
            "This fits the other kind of pooling.",
            "Maximum pooling does not average: it picks the largest value of the window.",
        ),
    ),
    Misconception(
        id="POOL_ALL",
        name="gradient of a maximum passed back to every cell",
        at="max_pool2d:0",
        rules=gradient_by(to_each_all),
        messages=(
            "Some cells here had no say in the result.",
            "Mark the largest cell of each window in the forward pass: it alone gets what arrives, "
            "the others get zero.",
        ),
    ),
    Misconception(
        id="POOL_SHARE",
        name="gradient of a maximum shared out among the cells",
        at="max_pool2d:0",
        rules=gradient_by(to_each_alike),
        messages=(
            "This fits the other kind of pooling.",
            "Only a mean shares out. Of a maximum the largest cell gets all that arrives.",
        ),
    ),
    Misconception(
        id="POOL_PLACE",
        name="gradient of a maximum put on the wrong cell of the window",
        at="max_pool2d:0",
        rules=gradient_by(_to_first, _to_mirrored, _to_largest_size),
        messages=(
            "The right numbers, but not all of them in the right place.",
            "Look in the input where the largest value of the window stands, row and column, and "
            "put what arrives in just that place.",
        ),
    ),
    Misconception(
        id="POOL_TIMES_MAX",
        name="gradient of a maximum multiplied by its value",
        at="max_pool2d:0",
        rules=gradient_by(_largest_itself),
        messages=(
            "A slope was replaced by a value.",
            "The largest cell goes on as it is, so its slope is one, whatever its value.",
        ),
    ),
)
