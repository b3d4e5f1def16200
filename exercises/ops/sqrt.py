"""``sqrt(x)``: the square root, cell by cell."""

from collections.abc import Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Op, Pull, Route, Site, Y, elementwise, local
from exercises.steps import Rule

OP = Op(
    name="sqrt",
    kind="arithmetic",
    arguments=("x",),
    f=np.sqrt,
    shape=lambda x: x,
    pulls=(
        Pull(
            uses=(G, Y),
            f=lambda g, y: g / (2 * y),
            cell=elementwise(lambda g, y: rf"\frac{{{g or 1}}}{{2 \cdot {y}}}"),
            words="The slope of a square root is one over twice the root: divide what arrives by "
            "twice the root.",
            caption="back through the root of {wrt}",
            also=(Route((G, 0), lambda g, x: g / (2 * np.sqrt(x))),),
        ),
    ),
    cell=elementwise(lambda x: rf"\sqrt{{{x}}}"),
    words="Take the square root.",
    title="square root",
    domain=(0.0, np.inf),
)


def _not_taken(site: Site) -> Iterable[Rule | None]:
    """At a step that is not asked nobody can leave it at that."""
    return [site.rule((0,), lambda x: x * 1.0)] if site.step.asked else []


MISCONCEPTIONS = (
    Misconception(
        id="ROOT_FORGOTTEN",
        name="root not taken",
        at="sqrt",
        rules=_not_taken,
        messages=(
            "One operation is still missing here.",
            "This is what stands under the root; now take the root of it.",
        ),
    ),
    Misconception(
        id="ROOT_NO_HALF",
        name="one half missing in the slope of a root",
        at="sqrt:0",
        rules=local(G, Y, f=lambda g, y: g / y),
        messages=(
            "A constant factor of the local slope is missing.",
            "The slope of a square root is one over twice the root.",
        ),
    ),
    Misconception(
        id="ROOT_TIMES",
        name="multiplied by twice the root instead of divided",
        at="sqrt:0",
        rules=local(G, Y, f=lambda g, y: 2 * g * y),
        messages=(
            "You walked through the root in the wrong direction.",
            "Twice the root is the slope of the square. The slope of the root is one over it.",
        ),
    ),
)
