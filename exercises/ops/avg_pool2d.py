"""``avg_pool2d(x, kernel_size, stride)``: the mean of each window."""

import numpy as np

from exercises.ops.base import G, Misconception, Op, Pull
from exercises.ops.pooling import (
    ATTRS,
    gradient_by,
    over,
    pooled,
    sent_back,
    shape,
    to_each_alike,
    to_each_all,
    to_largest,
    value_by,
)
from exercises.tex import Index, Token, plus
from exercises.values import Value


def _cell(index: Index, x: Token, **attrs: int) -> str:
    links = over(x.shape, **attrs).under(index)
    return rf"\frac{{{plus(x[link.input] for link in links)}}}{{{len(links)}}}"


def _pull_cell(index: Index, g: Token, x: Token, **attrs: int) -> str:
    slide = over(x.shape, **attrs)
    shares = [
        rf"\frac{{{g[link.output]}}}{{{len(slide.under(link.output))}}}"
        for link in slide.over(index)
    ]
    return " + ".join(shares or ["0"])


def _pull_whole(g: Token, x: Token, *, kernel_size: int, stride: int) -> str:
    return rf"\sum_{{\mathrm{{windows}}}} \frac{{1}}{{{kernel_size**2}}} \, {g[()]}"


OP = Op(
    name="avg_pool2d",
    kind="pooling",
    arguments=("x",),
    f=pooled(to_each_alike),
    shape=shape,
    attrs=ATTRS,
    sizing=("kernel_size", "stride"),
    cell=_cell,
    whole=lambda x, **attrs: rf"\mathrm{{mean}}_{{\mathrm{{window}}}} {x[()]}",
    words="Add up the values of each window and divide by their number.",
    title="average pooling",
    examples=(((4, 4),), ((2, 6),), ((5, 4),)),
    pulls=(
        Pull(
            uses=(G, 0),
            f=sent_back(to_each_alike),
            cell=_pull_cell,
            whole=_pull_whole,
            words="A mean counts each of its values alike: each gets what arrives, divided by "
            "their number.",
            caption="passed back to {wrt}",
        ),
    ),
)


def _by_side(under: Value) -> Value:
    """Divided by the width of the window instead of its number of cells."""
    return np.full_like(under, under.shape[-1] ** -0.5)


def _by_value(under: Value) -> Value:
    return to_each_alike(under) * under


MISCONCEPTIONS = (
    Misconception(
        id="POOL_SUM",
        name="sum of the window instead of its mean",
        at="avg_pool2d",
        rules=value_by(to_each_all),
        messages=(
            "One operation of the mean is still to be done.",
            "A mean is the sum divided by the number of values in the window.",
        ),
    ),
    Misconception(
        id="POOL_MEAN_AS_MAX",
        name="maximum of the window instead of its mean",
        at="avg_pool2d",
        rules=value_by(to_largest),
        messages=(
            "This fits the other kind of pooling.",
            "Average pooling does not pick one value: all values of the window count alike.",
        ),
    ),
    Misconception(
        id="POOL_AVG_NODIV",
        name="gradient of a mean passed back undivided",
        at="avg_pool2d:0",
        rules=gradient_by(to_each_all),
        messages=(
            "Every cell got more than its share.",
            "When one value grows, the mean grows by only a fraction of that: divide what arrives "
            "by the number of values in the window.",
        ),
    ),
    Misconception(
        id="POOL_AVG_SIDE",
        name="gradient of a mean divided by the width of the window",
        at="avg_pool2d:0",
        rules=gradient_by(_by_side),
        messages=(
            "Count again how many values share what arrives.",
            "A window has as many values as its width times its height; divide by all of them.",
        ),
    ),
    Misconception(
        id="POOL_AVG_LARGEST",
        name="gradient of a mean passed back to the largest cell alone",
        at="avg_pool2d:0",
        rules=gradient_by(to_largest),
        messages=(
            "This fits the other kind of pooling.",
            "Only a maximum has a winner. In a mean every value counts, so every cell gets a share "
            "of what arrives.",
        ),
    ),
    Misconception(
        id="POOL_AVG_TIMES_X",
        name="gradient of a mean multiplied by the value of the cell",
        at="avg_pool2d:0",
        rules=gradient_by(_by_value),
        messages=(
            "A slope was replaced by a value.",
            "How big a value is does not matter for the slope of the mean: every value has the "
            "same slope.",
        ),
    ),
)
