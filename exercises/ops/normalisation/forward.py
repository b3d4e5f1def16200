"""Misconceptions of the values of a normalisation."""

from collections.abc import Iterable

import numpy as np

from exercises.broadcasting import aligned
from exercises.ops.base import Misconception, Site
from exercises.ops.div import quotient
from exercises.ops.normalisation import found_at
from exercises.steps import Rule
from exercises.values import Value


def _less_one(site: Site) -> Iterable[Rule | None]:
    """A mean of squares, divided by one less than their number."""
    squares = site.graph.made_by("square", site.inputs[0])
    if squares is None or site.graph.made_by("sub", squares.rule.inputs[0]) is None:
        return []
    n = site.shape(0)[-1]
    f = site.bound(site.op.f)
    return [site.rule((0,), lambda q: f(q) * n / (n - 1))]


def _by_variance(site: Site) -> Iterable[Rule | None]:
    norm = found_at(site.graph, site.output)
    return [site.rule((norm.c, norm.var), quotient)] if norm else []


def _not_centred(site: Site) -> Iterable[Rule | None]:
    norm = found_at(site.graph, site.output)
    return [site.rule((norm.x, norm.sigma), quotient)] if norm else []


def _down_the_columns(site: Site) -> Iterable[Rule | None]:
    norm = found_at(site.graph, site.output)
    if norm is None or len(site.graph.shapes[norm.x]) != 2:
        return []
    return [site.rule((norm.x,), lambda x: _standardised(x, axis=-2))]


def _standardised(x: Value, axis: int) -> Value:
    c = x - x.mean(axis, keepdims=True)
    return np.asarray(c / np.sqrt((c**2).mean(axis, keepdims=True)))


def _swapped(site: Site) -> Iterable[Rule | None]:
    """y = beta xhat + gamma."""
    scale = site.graph.made_by("mul", site.inputs[0])
    if scale is None or found_at(site.graph, scale.rule.inputs[1]) is None:
        return []
    gamma, xhat = scale.rule.inputs
    return [site.rule((1, xhat, gamma), _affine)]


def _affine(scale: Value, xhat: Value, shift: Value) -> Value:
    scale, xhat, shift = aligned(scale, xhat, shift)
    return scale * xhat + shift


MISCONCEPTIONS = (
    Misconception(
        id="BN_NM1",
        name="one less than the number of values used as divisor",
        at="mean",
        rules=_less_one,
        convention=True,
        messages=(
            "Your variance is a little too large.",
            "That divisor estimates the variance of a population from a sample. Here the printed "
            "rule counts: divide by the number of values, N.",
        ),
    ),
    Misconception(
        id="BN_VAR_NOT_STD",
        name="divided by the variance instead of its root",
        at="div",
        rules=_by_variance,
        messages=(
            "The right kind of quotient, but with the wrong measure of spread.",
            "Divide the deviation by sigma, the root of the variance; then the normalised values "
            "have the variance one.",
        ),
    ),
    Misconception(
        id="BN_NOT_CENTRED",
        name="mean not subtracted",
        at="div",
        rules=_not_centred,
        messages=(
            "Something is still to be done before the division.",
            "Take the mean off every value first; normalised values have the mean zero.",
        ),
    ),
    Misconception(
        id="LN_AXIS",
        name="normalised over the batch instead of within each example",
        at="div",
        rules=_down_the_columns,
        messages=(
            "You went through the table in the wrong direction.",
            "Layer norm looks at one example at a time: mean and spread run along its row, not "
            "down a column.",
        ),
    ),
    Misconception(
        id="BN_AFFINE_SWAP",
        name="scale and shift swapped",
        at="add",
        rules=_swapped,
        messages=(
            "Two parameters changed places.",
            "The scale gamma multiplies the normalised value, the shift beta is added to it.",
        ),
    ),
)
