"""Misconceptions about the sum of contributions where a value feeds several steps."""

from collections.abc import Callable

import numpy as np

from exercises.ops.base import G, Misconception, Site
from exercises.steps import Rule
from exercises.values import Value


def total(*contributions: Value) -> Value:
    """The multivariate chain rule: contributions along all paths add up."""
    result = contributions[0]
    for contribution in contributions[1:]:
        result = result + contribution
    return result


def _each_alone(site: Site) -> list[Rule | None]:
    return [rule for name in site.step.rule.inputs for rule in _combined(site, (name,), total)]


def _combined(site: Site, paths: tuple[str, ...], f: Callable[..., Value]) -> list[Rule | None]:
    """At a sum that is not asked it depends on the layer what is forgotten, so others name it."""
    return [site.rule(paths, f)] if site.step.asked else []


def mean(*paths: Value) -> Value:
    """What comes back along all paths, averaged."""
    return total(*paths) / len(paths)


def _product(*paths: Value) -> Value:
    return np.asarray(np.prod(np.broadcast_arrays(*paths), axis=0))


def _sent_twice(site: Site) -> list[Rule | None]:
    """What arrives is a sum over paths, and one of the contributions was sent on before as well.

    At a step that is not asked nobody sends anything on.
    """
    arriving, pull = site.graph.steps.get(site.gradient), site.pull
    if pull is None or arriving is None or arriving.op != "paths" or G not in pull.uses:
        return []
    if not site.step.asked:
        return []
    parts = arriving.rule.inputs
    others = [use for use in pull.uses if use != G]
    f = site.bound(pull.f)
    return [site.rule((G, part, *others), _with_more(f)) for part in parts]


def _with_more(f: Callable[..., Value]) -> Callable[..., Value]:
    return lambda g, part, *others: f(g + part, *others)


MISCONCEPTIONS = (
    Misconception(
        id="PATH_ONE",
        name="only one path counted",
        at="paths",
        general=True,
        rules=_each_alone,
        messages=(
            "This value reaches the result along more than one path.",
            "Add up what comes back along every path.",
        ),
    ),
    Misconception(
        id="PATH_MEAN",
        name="paths averaged",
        at="paths",
        general=True,
        rules=lambda site: _combined(site, site.step.rule.inputs, mean),
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
        rules=lambda site: _combined(site, site.step.rule.inputs, _product),
        messages=(
            "The paths were combined with the wrong operation.",
            "Along one path slopes multiply; different paths add up.",
        ),
    ),
    Misconception(
        id="PATH_TWICE",
        name="a shared value passed on before all paths had arrived",
        at="*:*",
        rules=_sent_twice,
        messages=(
            "One of the paths was counted twice.",
            "Wait at a shared value until every path has come back, add them up, and pass the "
            "total on once.",
        ),
    ),
)
