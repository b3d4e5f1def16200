"""Misconceptions about the logarithm, at every loss that takes one."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Site
from exercises.steps import Rule
from exercises.values import Value, spread

Slope = Callable[[Value, Value, Callable[[Value], Value]], Value]

SLOPES: dict[str, Slope] = {
    "binary_cross_entropy": lambda p, t, f: (-t * f(p) + (1 - t) * f(1 - p)) / p[0].size,
    "categorical_cross_entropy": lambda p, t, f: -t * f(p),
}
"""Slope of each loss by p, were ``f`` the slope of the logarithm."""


def _other_base(site: Site) -> Iterable[Rule | None]:
    if site.op.name not in SLOPES:
        return []
    return [
        site.rule((0, 1), lambda p, t, base=base: site.op.f(p, t) / np.log(base))
        for base in (10, 2)
    ]


def _other_slope(site: Site) -> Iterable[Rule | None]:
    slope = SLOPES.get(site.op.name)
    if slope is None:
        return []
    return [
        site.rule((G, 0, 1), lambda g, p, t, f=f: spread(g, p) * slope(p, t, f))
        for f in (np.asarray, np.log)
    ]


MISCONCEPTIONS = (
    Misconception(
        id="LOG_BASE",
        name="logarithm to another base",
        at="loss",
        rules=_other_base,
        messages=(
            "Check which logarithm this loss uses.",
            "The cross-entropy of this exercise takes the natural logarithm, the key ln, not the "
            "key log.",
        ),
    ),
    Misconception(
        id="LOG_DERIV",
        name="derivative of the logarithm mistaken",
        at="loss:0",
        rules=_other_slope,
        messages=(
            "The slope of a logarithm is neither a logarithm nor the value itself.",
            "The derivative of ln p by p is one over p.",
        ),
    ),
)
