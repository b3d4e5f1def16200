"""Misconceptions of a sum of two products, forward and back."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.broadcasting import aligned
from exercises.ops.base import G, Misconception, Site
from exercises.ops.mul import factor_of, is_factor, product
from exercises.ops.sum_of_products import value
from exercises.steps import Rule
from exercises.values import Value

BIAS = 4


def _all(site: Site) -> tuple[int, ...]:
    return tuple(range(len(site.inputs)))


def _no_bias(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0, 1, 2, 3), value)] if site.name(BIAS) else []


def _one_product(site: Site) -> Iterable[Rule | None]:
    """The sum without its first product, then without its second."""
    return [
        site.rule(_all(site), lambda x, w, *rest: value(0 * x, w, *rest)),
        site.rule(_all(site), lambda x, w, y, *rest: value(x, w, 0 * y, *rest)),
    ]


def _crossed(site: Site) -> Iterable[Rule | None]:
    return [site.rule(_all(site), lambda x, w, y, v, *b: value(x, v, y, w, *b))]


def _added(site: Site) -> Iterable[Rule | None]:
    def f(x: Value, w: Value, y: Value, v: Value, *b: Value) -> Value:
        one = np.ones_like(x)
        return value(np.add(*aligned(x, w)), one, np.add(*aligned(y, v)), one, *b)

    return [site.rule(_all(site), f)]


def _back(f: Callable[..., Value], *uses: int | str) -> Callable[[Site], Iterable[Rule | None]]:
    """A rule for the four factors from what arrives and from other factors.

    ``"partner"`` is the factor in the same product, ``"other"`` the one in its place in the other.
    """

    def rules(site: Site) -> Iterable[Rule | None]:
        if not is_factor(site):
            return []
        partner = factor_of(site.argument)
        places = {"partner": partner, "other": (partner + 2) % BIAS}
        return [site.rule(tuple(G if use == "g" else places[str(use)] for use in uses), f)]

    return rules


MISCONCEPTIONS = (
    Misconception(
        id="MIX_NOBIAS",
        name="bias left out of a sum of products",
        at="sum_of_products",
        rules=_no_bias,
        messages=(
            "Something that belongs in this sum is missing.",
            "Besides the two products the sum has an addend that comes from no value: the bias.",
        ),
    ),
    Misconception(
        id="MIX_DROP_TERM",
        name="one of two products left out",
        at="sum_of_products",
        rules=_one_product,
        messages=(
            "Only one of the two contributions is in this sum.",
            "This value depends on what is new and on what is remembered: add both products.",
        ),
    ),
    Misconception(
        id="MIX_CROSSED",
        name="factors paired the wrong way",
        at="sum_of_products",
        rules=_crossed,
        messages=(
            "The right numbers, but each multiplied with the wrong partner.",
            "Each weight or gate belongs to one value: read off the rule which two stand together.",
        ),
    ),
    Misconception(
        id="MIX_ADD",
        name="factors of a product added",
        at="sum_of_products",
        rules=_added,
        messages=(
            "Two values were combined with the wrong operation.",
            "A weight or a gate scales its value: multiply within each pair, then add the "
            "products.",
        ),
    ),
    Misconception(
        id="MIX_NO_FACTOR",
        name="other factor of the product forgotten",
        at="sum_of_products:*",
        rules=_back(lambda g: g, "g"),
        messages=(
            "A factor is missing.",
            "What arrives was multiplied on the way forward by the other factor of the product, "
            "so it is on the way back, too.",
        ),
    ),
    Misconception(
        id="MIX_OTHER_FACTOR",
        name="factor from the other product used",
        at="sum_of_products:*",
        rules=_back(product, "g", "other"),
        messages=(
            "The right kind of product, with a value from the neighbouring term.",
            "Look up which value stands in the same product as this one: that is the factor.",
        ),
    ),
    Misconception(
        id="MIX_SLOPE_ONLY",
        name="local slope of a product given alone",
        at="sum_of_products:*",
        rules=_back(lambda g, partner: product(g * 0 + 1, partner), "g", "partner"),
        messages=(
            "You stopped at the local slope.",
            "The local slope still has to be multiplied by what arrives from the loss.",
        ),
    ),
    Misconception(
        id="MIX_BIAS_FACTOR",
        name="bias gradient of a sum of products multiplied by the bias",
        at="sum_of_products:4",
        rules=lambda site: [site.rule((G, BIAS), product)],
        messages=(
            "The value of the bias is not its slope.",
            "The bias is added as it is: the sum grows by as much as the bias does, so what "
            "arrives passes unchanged.",
        ),
    ),
)
