"""Misconceptions about the sum of contributions where a value feeds several steps."""

import numpy as np

from exercises.ops.base import Misconception, Site
from exercises.steps import Rule
from exercises.values import Value


def total(*contributions: Value) -> Value:
    """The multivariate chain rule: contributions along all paths add up."""
    result = contributions[0]
    for contribution in contributions[1:]:
        result = result + contribution
    return result


def _each_alone(site: Site) -> list[Rule | None]:
    return [site.rule((name,), lambda path: path) for name in site.step.rule.inputs]


def _mean(*paths: Value) -> Value:
    return total(*paths) / len(paths)


def _product(*paths: Value) -> Value:
    return np.asarray(np.prod(np.broadcast_arrays(*paths), axis=0))


MISCONCEPTIONS = (
    Misconception(
        id="PATH_ONE",
        name="only one path counted",
        at="paths",
        general=True,
        rules=_each_alone,
        messages=(
            "This value reaches the loss along more than one path.",
            "Add up what comes back along every path.",
        ),
    ),
    Misconception(
        id="PATH_MEAN",
        name="paths averaged",
        at="paths",
        general=True,
        rules=lambda site: [site.rule(site.step.rule.inputs, _mean)],
        messages=(
            "The paths were combined with the wrong operation.",
            "Contributions along several paths add up; they are not averaged.",
        ),
    ),
    Misconception(
        id="PATH_PROD",
        name="paths multiplied",
        at="paths",
        general=True,
        rules=lambda site: [site.rule(site.step.rule.inputs, _product)],
        messages=(
            "The paths were combined with the wrong operation.",
            "Along one path slopes multiply; different paths add up.",
        ),
    ),
)
