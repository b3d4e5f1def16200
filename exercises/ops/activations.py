"""What activation functions share: slopes of all of them, and misconceptions about any of them."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Site, Y
from exercises.ops.recurrence import closes_a_time_step, is_gate
from exercises.steps import Rule
from exercises.values import Shape, Value


def same(z: Shape) -> Shape:
    """Shape of the result: that of the argument."""
    return z


def logistic(z: Value) -> Value:
    """1 / (1 + e^-z), without overflow."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def sigmoid_slope(y: Value) -> Value:
    """Slope of the sigmoid from its result."""
    return y * (1 - y)


def tanh_slope(y: Value) -> Value:
    """Slope of tanh from its result."""
    return 1 - y * y


VALUES: dict[str, Callable[[Value], Value]] = {
    "relu": lambda z: np.maximum(z, 0.0),
    "sigmoid": logistic,
    "tanh": np.tanh,
}


def _skip(site: Site) -> Iterable[Rule | None]:
    return [] if site.op.name == "identity" else [site.rule((0,), lambda z: z)]


def _skip_slope(site: Site) -> Iterable[Rule | None]:
    """On the way back through time and at a gate the same mistake has names of its own."""
    if site.op.name == "identity" or closes_a_time_step(site) or is_gate(site.graph, site.output):
        return []
    return [site.rule((G,), lambda g: g)]


def _hidden_activation(site: Site) -> Iterable[Rule | None]:
    """The output unit is linear; the mistake gives it the activation of the hidden units."""
    if site.op.name != "identity":
        return []
    hidden = {s.op for s in site.graph.activations() if s.op in VALUES}
    return [site.rule((0,), VALUES[name]) for name in sorted(hidden)]


def _other_layer(site: Site) -> Iterable[Rule | None]:
    """Slope taken at the unit before or after, if its layer has the same size and function."""
    units = site.graph.activations()
    names_ = [unit.name for unit in units]
    if site.output not in names_:
        return []
    here = names_.index(site.output)
    near = [units[i] for i in (here - 1, here + 1) if 0 <= i < len(units)]
    pull = site.pull
    if pull is None:
        return []
    rules = []
    for unit in near:
        if unit.op == site.op.name and unit.shape == site.shape(0):
            names = [unit.name if use == Y else unit.rule.inputs[0] for use in pull.uses[1:]]
            rules.append(site.rule((G, *names), site.bound(pull.f)))
    return rules


def _other_function(site: Site) -> Iterable[Rule | None]:
    slopes = {"sigmoid": sigmoid_slope, "tanh": tanh_slope}
    others = [slope for name, slope in slopes.items() if name != site.op.name]
    return [site.rule((G, Y), lambda g, y, slope=slope: g * slope(y)) for slope in others]


MISCONCEPTIONS = (
    Misconception(
        id="ACT_SKIP",
        name="activation not applied",
        at="activation",
        rules=_skip,
        messages=(
            "This is still the value before the activation.",
            "What goes into an activation and what comes out of it are two different things: "
            "apply the function.",
        ),
    ),
    Misconception(
        id="OUT_ACT",
        name="output unit given the hidden activation",
        at="activation",
        rules=_hidden_activation,
        messages=(
            "The output unit has its own rule.",
            "The output unit of this network is linear: what it sends out is its weighted sum.",
        ),
    ),
    Misconception(
        id="DACT_SKIP",
        name="slope of the activation left out",
        at="activation:0",
        rules=_skip_slope,
        messages=(
            "A local slope is missing here.",
            "The signal has to pass back through the activation: multiply what arrives by the "
            "slope of the activation function at this unit.",
        ),
    ),
    Misconception(
        id="DACT_WRONG_LAYER",
        name="slope taken at another unit",
        at="activation:0",
        rules=_other_layer,
        messages=(
            "The right formula, with a number from another unit.",
            "Take the slope of the activation at the unit that you are passing back through.",
        ),
    ),
    Misconception(
        id="DACT_WRONG_FUN",
        name="slope of another activation function",
        at="activation:0",
        rules=_other_function,
        messages=(
            "This slope belongs to a different activation function.",
            "Check which function this unit applies, and use the slope of that one.",
        ),
    ),
)
