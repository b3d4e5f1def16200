"""What batch norm and layer norm share: the graph, pleasant numbers, texts.

A spread sigma is seldom rational. The sets of deviations below add up to 0 and their mean square is
a square, none is 0 and none equals sigma; among whole numbers up to 10 there are no others for four
and five values that tell anything apart, and none at all for three.
"""

from collections.abc import Collection, Mapping
from functools import cache
from itertools import permutations

import numpy as np

from exercises.family import Flags, Pool, Screen
from exercises.network import Network
from exercises.steps import Step
from exercises.values import Shape, Value

FOUR = tuple(tuple(k * d for d in (-7, -1, 1, 7)) for k in (10, 5, 1))
"""Numerators over 10: sigma is 5, 2.5 or 0.5."""
FIVE = tuple(
    tuple(5 * s * d for d in deviations)
    for deviations in (
        (-7, -2, 3, 3, 3),
        (-7, -1, 1, 2, 5),
        (-6, -3, 1, 3, 5),
        (-5, -2, -1, 1, 7),
    )
    for s in (1, -1)
)
"""Numerators over 10: sigma is 2."""
MEANS = tuple(s * m for m in (15, 20, 25, 30, 40) for s in (1, -1))
WHOLE = tuple(s * n for n in (1, 2, 3, 4) for s in (1, -1))
SCALES = (20, 30, -20, 5, 15, -5)
SHIFTS = tuple(s * n for n in (5, 15, 20, 25, 30) for s in (1, -1))
LINES = 480
"""So many sets of values to choose from, spread evenly over all orders and means."""

CONVENTIONS = {"variance": "divided by N", "epsilon": 0, "upstream": "u = dE/dy"}
RULE = (
    r"\(c = x - \mu\), \(q = c^2\), \(\mathrm{var} = \frac{1}{N} \sum q\), "
    r"\(\sigma = \sqrt{\mathrm{var}}\), \(\hat{x} = c / \sigma\), "
)


@cache
def lines(length: int) -> tuple[tuple[int, ...], ...]:
    """Sets of ``length`` values, as numerators over 10, whose mean and spread are pleasant."""
    sets = FOUR if length == 4 else FIVE
    found = [
        tuple(mean + d for d in order)
        for deviations in sets
        for mean in MEANS
        for order in sorted(set(permutations(deviations)))
    ]
    fit = [line for line in found if 0 not in line]
    return tuple(fit[i * len(fit) // LINES] for i in range(LINES))


@cache
def pairs(length: int) -> tuple[tuple[int, ...], ...]:
    """Two such sets one after the other, different in every column."""
    single = lines(length)
    found = [
        (*first, *second)
        for i, first in enumerate(single)
        for second in (single[(i * 7 + 101) % LINES], single[(i * 11 + 203) % LINES])
        if all(a != b for a, b in zip(first, second, strict=True))
    ]
    return tuple(found)


def normalise(network: Network, shape: Shape, parameters: Shape, *, steps: bool) -> None:
    """All steps of a layer that normalises ``x`` along its last axis, forward and back.

    ``steps``: whether every stage of the way back is asked.
    """
    network.given("gamma", Pool(SCALES, shape=parameters), "the scale", parameter=True)
    network.given("beta", Pool(SHIFTS, shape=parameters), "the shift", parameter=True)
    attrs = {"dim": -1, "keepdim": len(shape) > 1}
    network.apply("mean", "mu", ["x"], "mean", attrs=attrs)
    network.apply("sub", "c", ["x", "mu"], "deviations from the mean", asked=steps)
    network.apply("square", "q", ["c"], "squared deviations", asked=False)
    network.apply("mean", "var", ["q"], "variance", attrs=attrs)
    network.apply("sqrt", "sigma", ["var"], "standard deviation")
    network.apply("div", "xhat", ["c", "sigma"], "normalised values")
    network.apply("mul", "s", ["gamma", "xhat"], "scaled values", asked=False)
    network.apply("add", "y", ["s", "beta"], "outputs of the layer")
    network.upstream("y", Pool(WHOLE, decimals=0, shape=shape))
    asked = {"beta", "gamma", "xhat", "x", *(("sigma", "var", "c", "mu") if steps else ())}
    network.backward("E", ["beta", "gamma", "x"], unless=lambda step: _is_between(step, asked))


def _is_between(step: Step, asked: Collection[str | None]) -> bool:
    """Whether a derivative only stands between those asked: of another value, or a part."""
    return step.wrt not in asked or step.name != f"d{step.of}/d{step.wrt}"


def is_unfit(values: Mapping[str, Value]) -> Flags:
    """Numbers that hide an error: addends that cancel, above all on the way over the variance."""
    back = (values["dE/dxhat"] * values["xhat"]).mean(-1)
    sums = [values[name] for name in ("dE/dbeta", "dE/dgamma", "dE/dx", "y")]
    flat = [np.abs(value).reshape(len(value), -1) for value in (back, *sums)]
    return np.asarray(np.any(np.concatenate(flat, axis=1) < 1e-9, axis=1))


SCREEN = Screen(smallest=0.005, reject=is_unfit)
