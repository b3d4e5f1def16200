"""A misconception that can be made on the way back through any gate."""

from collections.abc import Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Site
from exercises.steps import Rule
from exercises.values import Value


def _local_slope(site: Site) -> Iterable[Rule | None]:
    """The pull-back with 1 in place of what arrives.

    A maximum is left out: its local slope is only 1 or 0. At a step that is not asked a gate is
    only there for the engine.
    """
    pull = site.pull
    if pull is None or not site.step.asked or site.op.name == "maximum":
        return []
    f = site.bound(pull.f)

    def alone(g: Value, *others: Value) -> Value:
        return f(np.ones_like(g), *others)

    return [site.rule((G, *[use for use in pull.uses if use != G]), alone)]


MISCONCEPTIONS = (
    Misconception(
        id="GATE_LOCAL_ONLY",
        name="only the local slope of one operation given",
        at="arithmetic:*",
        general=True,
        rules=_local_slope,
        messages=(
            "This is the slope of a single operation, not the slope of the end result.",
            "Multiply the local slope by what arrives from the side of the result.",
        ),
    ),
)
