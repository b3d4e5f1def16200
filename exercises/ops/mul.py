"""``mul(a, b)``: the product, cell by cell."""

from collections.abc import Iterable

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Misconception, Op, Pull, Site, Y, elementwise
from exercises.steps import Rule
from exercises.tex import times
from exercises.values import Value


def product(a: Value, b: Value) -> Value:
    """a b, where either may be a scalar."""
    return np.asarray(np.multiply(*aligned(a, b)))


def _pull(other: int) -> Pull:
    return Pull(
        uses=(G, other),
        f=product,
        cell=elementwise(times),
        words="A product passes back what arrives, times the other factor.",
        caption="passed back to {wrt}",
    )


OP = Op(
    name="mul",
    kind="arithmetic",
    arguments=("a", "b"),
    f=product,
    shape=common_shape,
    elementwise=True,
    pulls=(_pull(1), _pull(0)),
    cell=elementwise(times),
    words="Multiply the two values.",
    title="product",
    examples=(((), ()), ((3,), (3,)), ((), (2, 2))),
)


def _own_factor(site: Site) -> Iterable[Rule | None]:
    """At a step that is not asked, a product is only there for the engine."""
    if not site.step.asked:
        return []
    return [site.rule((G, site.argument), product)]


def _whole_product(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G, Y), product)] if site.step.asked else []


MISCONCEPTIONS = (
    Misconception(
        id="GATE_MUL_NOSWAP",
        name="product passes back its own factor",
        at="mul:*",
        rules=_own_factor,
        messages=(
            "The two factors of the product were mixed up.",
            "The slope of a product by one factor is the other factor.",
        ),
    ),
    Misconception(
        id="GATE_MUL_KEEP",
        name="both factors kept in the slope of a product",
        at="mul:*",
        rules=_whole_product,
        messages=(
            "A factor is here that disappears when you differentiate by it.",
            "By one factor, the slope of a product is the other factor alone.",
        ),
    ),
)
