"""``mul(a, b)``: the product, cell by cell."""

from collections.abc import Iterable

from exercises.ops.arithmetic import same_shape
from exercises.ops.base import G, Misconception, Op, Pull, Site, elementwise
from exercises.steps import Rule
from exercises.tex import times


def _pull(other: int) -> Pull:
    return Pull(
        uses=(G, other),
        f=lambda g, x: g * x,
        cell=elementwise(times),
        words="A product passes back what arrives, times the other factor.",
        caption="passed back to {wrt}",
    )


OP = Op(
    name="mul",
    kind="arithmetic",
    arguments=("a", "b"),
    f=lambda a, b: a * b,
    shape=same_shape,
    pulls=(_pull(1), _pull(0)),
    cell=elementwise(times),
    words="Multiply the two values.",
    title="product",
)


def _own_factor(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G, site.argument), lambda g, x: g * x)]


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
)
