"""A misconception about values that a cell-by-cell op spread over several cells."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from exercises.ops.base import Misconception, Site
from exercises.steps import Rule
from exercises.values import Value


def _averaged(site: Site) -> Iterable[Rule | None]:
    """At a step that is not asked nobody adds anything up."""
    pull = site.pull
    if pull is None or not site.is_spread or not site.step.asked:
        return []
    f = site.bound(pull.f)
    size = np.prod(site.graph.shapes[site.output]) / np.prod(site.shape(site.argument))

    def share(*values: Any) -> Value:
        return np.asarray(f(*values) / size)

    return [site.rule(pull.uses, share)]


MISCONCEPTIONS = (
    Misconception(
        id="SPREAD_MEAN",
        name="averaged over all places where a value acts, instead of added up",
        at="arithmetic:*",
        general=True,
        rules=_averaged,
        messages=(
            "You averaged where you should collect.",
            "One value acts in many places here. Each place pulls at it by itself, so add up what "
            "comes back from all of them; no mean was taken on the way there.",
        ),
    ),
)
