"""Misconceptions of the gradient of a bias: dE/db = g."""

from collections.abc import Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Site, local
from exercises.ops.linear.parts import over_examples
from exercises.steps import Rule
from exercises.values import Value


def _times_input(site: Site) -> Iterable[Rule | None]:
    """With one input only: with several there is no single input to multiply by."""
    if site.shape(0)[-1:] not in ((), (1,)):
        return []
    return [site.rule((G, 0, 2), _by_only_input)]


def _by_only_input(g: Value, x: Value, b: Value) -> Value:
    only = x[..., 0] if x.ndim > 1 else x
    return over_examples(g * (only[..., None] if g.ndim > only.ndim else only), b)


MISCONCEPTIONS = (
    Misconception(
        id="BG_TIMES_X",
        name="bias gradient multiplied by the input",
        at="linear:2",
        rules=_times_input,
        messages=(
            "A factor too many: ask which input the bias has.",
            "The bias stands alone in the sum, so its slope is one. What arrives passes unchanged.",
        ),
    ),
    Misconception(
        id="BG_TIMES_B",
        name="bias gradient multiplied by the bias",
        at="linear:2",
        rules=local(G, 2, f=lambda g, b: over_examples(g, b) * b),
        messages=(
            "The value of the bias is not its slope.",
            "When b grows by a little, the sum grows by just as much: the slope is one.",
        ),
    ),
    Misconception(
        id="BG_ZERO",
        name="bias treated as a constant",
        at="linear:2",
        rules=local(G, 2, f=lambda g, b: np.zeros_like(over_examples(g, b))),
        messages=(
            "The bias is a constant for the input, but here it is the variable.",
            "We differentiate by b itself, and the slope of b by b is one, not nothing.",
        ),
    ),
    Misconception(
        id="BG_ONE",
        name="only the local slope of the bias given",
        at="linear:2",
        rules=local(G, 2, f=lambda g, b: np.ones_like(over_examples(g, b))),
        messages=(
            "You stopped at the local slope.",
            "The local slope of the bias is one; multiply it by what arrives from the loss.",
        ),
    ),
)
