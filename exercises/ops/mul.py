"""``mul(a, b)``: the product, cell by cell."""

from collections.abc import Iterable

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Misconception, Op, Pull, Site, elementwise
from exercises.steps import Rule
from exercises.tex import times
from exercises.values import Value


def product(a: Value, b: Value) -> Value:
    """a b, cell by cell."""
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
    examples=(((), ()), ((3,), (3,)), ((), (2, 2)), ((2, 1), (2, 3)), ((3,), (2, 3))),
)


FACTORS = {"mul": 2, "sum_of_products": 4}
"""Ops made of products: how many of their arguments are factors, two and two."""


def factor_of(argument: int) -> int:
    """The argument that a factor is multiplied by."""
    return argument ^ 1


def is_factor(site: Site) -> bool:
    """Whether a factor of a product gets something back, where a student meets the product.

    One that is not asked, or that weighs values to make an error, is only there for the engine.
    """
    if site.op.name == "mul" and not site.step.asked:
        return False
    made = site.graph.steps[site.output]
    return 0 <= site.argument < FACTORS.get(site.op.name, 0) and made.phase != "loss"


def _own_factor(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G, site.argument), product)] if is_factor(site) else []


def _whole_product(site: Site) -> Iterable[Rule | None]:
    if not is_factor(site):
        return []
    uses = (G, site.argument, factor_of(site.argument))
    return [site.rule(uses, lambda g, own, other: product(g, product(own, other)))]


MISCONCEPTIONS = (
    Misconception(
        id="GATE_MUL_NOSWAP",
        name="product passes back its own factor",
        at="*:*",
        rules=_own_factor,
        messages=(
            "The two factors of the product were mixed up.",
            "The slope of a product by one factor is the other factor.",
        ),
    ),
    Misconception(
        id="GATE_MUL_KEEP",
        name="both factors kept in the slope of a product",
        at="*:*",
        rules=_whole_product,
        messages=(
            "A factor is here that disappears when you differentiate by it.",
            "By one factor, the slope of a product is the other factor alone.",
        ),
    ),
)
