"""``add(a, b)``: the sum, cell by cell."""

from collections.abc import Iterable

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Misconception, Op, Pull, Site, elementwise
from exercises.steps import Rule
from exercises.tex import plus
from exercises.values import Value

_PULL = Pull(
    uses=(G,),
    f=lambda g: g,
    cell=elementwise(lambda g: g or "1"),
    words="A sum passes what arrives on to each addend unchanged.",
    caption="passed back to {wrt}",
)

OP = Op(
    name="add",
    kind="arithmetic",
    arguments=("a", "b"),
    f=lambda a, b: np.add(*aligned(a, b)),
    shape=common_shape,
    elementwise=True,
    pulls=(_PULL, _PULL),
    cell=elementwise(lambda a, b: plus([a, b])),
    words="Add the two values.",
    title="sum",
    examples=(((), ()), ((2, 2), (2, 2)), ((), (3,))),
)


def _times_other(g: Value, other: Value) -> Value:
    return np.asarray(np.multiply(*aligned(g, other)))


# At a step that is not asked, a sum is only there for the engine.


def _halved(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G,), lambda g: g / 2)] if site.step.asked else []


def _like_product(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G, 1 - site.argument), _times_other)] if site.step.asked else []


MISCONCEPTIONS = (
    Misconception(
        id="GATE_ADD_SPLIT",
        name="sum shares the gradient out",
        at="add:*",
        rules=_halved,
        messages=(
            "A sum does not share out what arrives.",
            "Both addends have the slope one, so both get the whole of what arrives.",
        ),
    ),
    Misconception(
        id="GATE_ADD_SWAP",
        name="sum treated like a product on the way back",
        at="add:*",
        rules=_like_product,
        messages=(
            "The rule of another operation was used here.",
            "Only a product multiplies by the other value. A sum has the slope one by each addend, "
            "whatever the other one is.",
        ),
    ),
)
