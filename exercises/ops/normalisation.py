"""What students do wrong, and right by other ways, where values are normalised.

Batch and layer normalisation are graphs of elementary ops: ``mu = mean(x)``, ``c = x - mu``,
``var = mean(c^2)``, ``sigma = sqrt(var)``, ``xhat = c / sigma``, ``y = gamma xhat + beta`` (Ioffe &
Szegedy, "Batch normalization", ICML 2015; Ba, Kiros & Hinton, "Layer normalization", 2016). Their
means run along the last axis.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from exercises.broadcasting import aligned
from exercises.ops.add import OP as ADD
from exercises.ops.base import Equivalent, G, Graph, Misconception, Site
from exercises.ops.div import quotient
from exercises.ops.mul import product
from exercises.steps import Rule, Step
from exercises.values import Value


@dataclass(frozen=True)
class Normalisation:
    """Names of the values of a normalisation."""

    x: str
    mu: str
    c: str
    var: str
    sigma: str
    xhat: str


def found_at(graph: Graph, xhat: str) -> Normalisation | None:
    """The normalisation that ends in the value ``xhat``; None if it is made in another way."""
    quotient_ = _made(graph, xhat, "div")
    c, sigma = quotient_.rule.inputs if quotient_ else ("", "")
    difference, root = _made(graph, c, "sub"), _made(graph, sigma, "sqrt")
    x, mu = difference.rule.inputs if difference else ("", "")
    if root is None or _made(graph, mu, "mean") is None:
        return None
    return Normalisation(x, mu, c, root.rule.inputs[0], sigma, xhat)


def _made(graph: Graph, name: str, op: str) -> Step | None:
    step = graph.producer(name)
    return step if step is not None and step.op == op else None


def _after(site: Site, name: str) -> Normalisation | None:
    """The normalisation whose x or c is the value of that name."""
    graph = site.graph
    ways = [step.name for step in graph.consumers(name)]
    ways += [step.name for way in ways for step in graph.consumers(way)]
    found = (found_at(graph, way) for way in ways)
    return next((norm for norm in found if norm and name in (norm.x, norm.c)), None)


def mean(value: Value) -> Value:
    """The mean along the last axis, which stays with length 1."""
    return np.asarray(value.mean(-1, keepdims=True))


def compact(g: Value, xhat: Value, sigma: Value) -> Value:
    """dE/dx = (g - mean(g) - xhat mean(g xhat)) / sigma, with g = dE/dxhat."""
    return quotient(g - mean(g) - xhat * mean(g * xhat), sigma)


def _no_variance(g: Value, sigma: Value) -> Value:
    return quotient(g - mean(g), sigma)


def _sums(g: Value, xhat: Value, sigma: Value) -> Value:
    count = g.shape[-1]
    return quotient(g - count * mean(g) - xhat * count * mean(g * xhat), sigma)


def _to_x(site: Site) -> tuple[Normalisation, str] | None:
    """At the step that collects dE/dx: the normalisation and the name of dE/dxhat."""
    norm = _after(site, site.step.wrt or "")
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
    norm = _after(site, site.step.wrt or "")
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
    return [site.rule((at[1], at[0].xhat, at[0].sigma), compact)] if at else []


def _straight_to_mean(site: Site) -> Iterable[Rule | None]:
    """-sum of g / sigma; the way over the variance adds -2 dE/dvar mean(x - mu), which is 0."""
    for after in site.graph.consumers(site.output):
        norm = found_at(site.graph, after.name)
        if norm and norm.c == site.output:
            g = f"d{site.step.of}/d{norm.xhat}"
            return [site.rule((g, norm.sigma), lambda g, sigma: -quotient(g, sigma))]
    return []


def _less_one(site: Site) -> Iterable[Rule | None]:
    """A mean of squares, divided by one less than their number."""
    squares = _made(site.graph, site.inputs[0], "square")
    if squares is None or _made(site.graph, squares.rule.inputs[0], "sub") is None:
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


def _swapped(site: Site) -> Iterable[Rule | None]:
    """y = beta xhat + gamma."""
    scale = _made(site.graph, site.inputs[0], "mul")
    if scale is None or found_at(site.graph, scale.rule.inputs[1]) is None:
        return []
    gamma, xhat = scale.rule.inputs
    return [site.rule((1, xhat, gamma), _affine)]


def _affine(scale: Value, xhat: Value, shift: Value) -> Value:
    scale, xhat, shift = aligned(scale, xhat, shift)
    return scale * xhat + shift


EQUIVALENTS = (
    Equivalent("dE/dx of a normalisation in one formula", "paths", _in_one_formula),
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
