"""Right and wrong ways back through a normalisation.

A value acts along three ways: directly, over the mean and over the variance.
"""

from collections.abc import Iterable
from dataclasses import replace

from exercises.broadcasting import source
from exercises.ops.add import OP as ADD
from exercises.ops.base import Equivalent, G, Misconception, Site
from exercises.ops.div import quotient
from exercises.ops.mean import mean_of
from exercises.ops.mul import product
from exercises.ops.normalisation import Normalisation, around, compact, found_at, mean
from exercises.steps import Rule
from exercises.tex import Index, Token, times
from exercises.values import Value


def _no_variance(g: Value, sigma: Value) -> Value:
    return quotient(g - mean(g), sigma)


def _sums(g: Value, xhat: Value, sigma: Value) -> Value:
    count = g.shape[-1]
    return quotient(g - count * mean(g) - xhat * count * mean(g * xhat), sigma)


def _to_x(site: Site) -> tuple[Normalisation, str] | None:
    """At the step that collects dE/dx: the normalisation and the name of dE/dxhat."""
    norm = around(site, site.step.wrt or "")
    if norm is None or site.step.wrt != norm.x:
        return None
    return norm, f"d{site.step.of}/d{norm.xhat}"


def _constants(site: Site) -> Iterable[Rule | None]:
    at = _to_x(site)
    return [site.rule((at[1], at[0].sigma), quotient)] if at else []


def _variance_left_out(site: Site) -> Iterable[Rule | None]:
    """Where x collects its three ways; or c, where that is asked, its two."""
    at = _to_x(site)
    if at:
        return [site.rule((at[1], at[0].sigma), _no_variance)]
    norm = around(site, site.step.wrt or "")
    if norm is None or not site.step.asked:
        return []
    return [site.rule((f"d{site.step.of}/d{norm.xhat}", norm.sigma), quotient)]


def _mean_left_out(site: Site) -> Iterable[Rule | None]:
    at = _to_x(site)
    return [site.rule((f"d{site.step.of}/d{at[0].c}",), lambda c: c * 1.0)] if at else []


def _undivided(site: Site) -> Iterable[Rule | None]:
    at = _to_x(site)
    if at is None:
        return []
    norm, g = at
    back = (f"d{site.step.of}/d{norm.c}", f"d{site.step.of}/d{norm.mu}")
    return [site.rule(back, ADD.f), site.rule((g, norm.xhat, norm.sigma), _sums)]


def _in_one_formula(site: Site) -> Iterable[Rule | None]:
    at = _to_x(site)
    rule = site.rule((at[1], at[0].xhat, at[0].sigma), compact) if at else None
    return [rule and replace(rule, cell=_compact_cell, whole=_compact_whole)]


def _compact_cell(index: Index, g: Token, xhat: Token, sigma: Token) -> str:
    line = [(*index[:-1], i) for i in range(xhat.shape[-1])]
    means = mean_of([g[i] for i in line]), mean_of([times(g[i], xhat[i]) for i in line])
    inside = f"{g[index]} - {means[0]} - {times(xhat[index], means[1])}"
    return rf"\frac{{1}}{{{sigma[source(index, sigma.shape)]}}} \left[{inside}\right]"


def _compact_whole(g: Token, xhat: Token, sigma: Token) -> str:
    count, product = xhat.shape[-1], times(g[()], xhat[()])
    means = [rf"\frac{{1}}{{{count}}} \sum {each}" for each in (g[()], product)]
    inside = rf"{g[()]} - {means[0]} - {xhat[()]} \cdot {means[1]}"
    return rf"\frac{{1}}{{{sigma[()]}}} \left[{inside}\right]"


def _straight_to_mean(site: Site) -> Iterable[Rule | None]:
    """-sum of g / sigma; the way over the variance adds -2 dE/dvar mean(x - mu), which is 0."""
    for after in site.graph.consumers(site.output):
        norm = found_at(site.graph, after.name)
        if norm and norm.c == site.output:
            g = f"d{site.step.of}/d{norm.xhat}"
            return [site.rule((g, norm.sigma), lambda g, sigma: -quotient(g, sigma))]
    return []


def _scaled(site: Site) -> tuple[Normalisation, str] | None:
    """At a product of gamma and xhat, or its way back: the normalisation and gamma."""
    for gamma, xhat in (site.inputs, site.inputs[::-1]):
        norm = found_at(site.graph, xhat)
        if norm:
            return norm, gamma
    return None


def _gamma_forgotten(site: Site) -> Iterable[Rule | None]:
    scaled = _scaled(site)
    if scaled is None or site.step.wrt != scaled[0].xhat:
        return []
    return [site.rule((G, scaled[0].xhat), lambda g, xhat: g + 0 * xhat)]


def _with_input(site: Site) -> Iterable[Rule | None]:
    scaled = _scaled(site)
    if scaled is None or site.step.wrt != scaled[1]:
        return []
    return [site.rule((G, scaled[0].x), product)]


EQUIVALENTS = (
    Equivalent(
        "dE/dx of a normalisation in one formula",
        "paths",
        _in_one_formula,
        "All ways back together: from what comes back to a normalised value take the mean of all "
        "that comes back, and the normalised value times the mean of their products; then divide "
        "by the standard deviation.",
    ),
    Equivalent(
        "BN_DVAR_DMU: the way to the mean over the variance left out", "sub:1", _straight_to_mean
    ),
)
"""The second is known as an error, but is none: deviations from their mean add up to 0."""

MISCONCEPTIONS = (
    Misconception(
        id="BN_CONST",
        name="mean and spread treated as constants",
        at="paths",
        rules=_constants,
        messages=(
            "Two of the ways in which a value acts on the result are missing.",
            "Mean and spread were made of these very values. When one of them moves, both move "
            "too, and all normalised values with them: collect all three ways.",
        ),
    ),
    Misconception(
        id="BN_NO_VAR",
        name="way over the variance left out",
        at="paths",
        rules=_variance_left_out,
        messages=(
            "One of the ways back is missing.",
            "A value also acts through the spread: it changes the variance, and that changes every "
            "normalised value.",
        ),
    ),
    Misconception(
        id="BN_NO_MEAN",
        name="way over the mean left out",
        at="paths",
        rules=_mean_left_out,
        messages=(
            "One of the ways back is missing.",
            "A value also acts through the mean, which is taken off every value. Add its part of "
            "what comes back there.",
        ),
    ),
    Misconception(
        id="BN_BACK_NO_N",
        name="mean not divided on the way back",
        at="paths",
        rules=_undivided,
        messages=(
            "A mean was passed on the way back as if it were a sum.",
            "Each value is only one of N in the mean, so it gets an N-th of what comes back there.",
        ),
    ),
    Misconception(
        id="BN_NO_GAMMA",
        name="scale forgotten on the way back",
        at="mul:*",
        rules=_gamma_forgotten,
        messages=(
            "A parameter of the layer did not act on the way back.",
            "The layer multiplies the normalised value by gamma, so what comes back to it is "
            "multiplied by gamma as well.",
        ),
    ),
    Misconception(
        id="BN_GAMMA_BY_X",
        name="raw value used in the gradient of the scale",
        at="mul:*",
        rules=_with_input,
        messages=(
            "The right kind of product, but with a value from too early in the layer.",
            "The scale gamma acts on the normalised values, so it learns with these, not with x.",
        ),
    ),
)
