"""``dropout(x, mask; p)`` = x mask / (1 - p): inverted dropout, with the mask that was drawn.

After Srivastava et al., "Dropout", JMLR 15, 2014; what is kept is divided by its share, so that
nothing needs to be scaled when no unit is dropped.
"""

from collections.abc import Callable, Iterable

from exercises.ops.arithmetic import same_shape
from exercises.ops.base import G, Misconception, Op, Pull, Site, elementwise
from exercises.steps import Rule
from exercises.tex import number
from exercises.values import Value


def value(x: Value, mask: Value, p: float = 0.5) -> Value:
    """x where the mask is 1, divided by the share of units that is kept; else 0."""
    return x * mask / (1 - p)


def _formula(x: str, mask: str, p: float = 0.5) -> str:
    return rf"\frac{{{_factor(x)} \cdot {mask}}}{{1 - {number(p)}}}"


def _factor(x: str) -> str:
    return rf"\left({x}\right)" if x.startswith("-") else x


OP = Op(
    name="dropout",
    kind="arithmetic",
    arguments=("x", "mask"),
    f=value,
    shape=same_shape,
    attrs={"p": 0.5},
    pulls=(
        Pull(
            uses=(G, 1),
            f=value,
            cell=elementwise(_formula),
            words="Dropout passes back what arrives where the unit was kept, divided by the share "
            "that is kept, and nothing where it was dropped.",
            caption="back through the dropout",
        ),
        None,
    ),
    cell=elementwise(_formula),
    words="Multiply by the mask, and divide by the share of units that is kept.",
    title="dropout",
    examples=(((3,), (3,)), ((2, 2), (2, 2))),
)


def _forms(
    *forms: Callable[[Value, Value, float], Value],
) -> Callable[[Site], Iterable[Rule | None]]:
    """Wrong rules of value or pull-back: of what comes in, the mask, and the share dropped."""

    def rules(site: Site) -> Iterable[Rule | None]:
        uses = (0, 1) if site.pull is None else (G, 1)
        return [site.rule(uses, site.bound(f)) for f in forms]

    return rules


def _undropped_input(site: Site) -> Iterable[Rule | None]:
    """At a weight behind the dropout: the value as it was before."""
    before = site.graph.producer(site.inputs[0])
    pull = site.pull
    if before is None or before.op != OP.name or pull is None:
        return []
    return [site.rule((G, before.rule.inputs[0]), site.bound(pull.f))]


MISCONCEPTIONS = (
    Misconception(
        id="DROP_NO_MASK_FWD",
        name="mask not applied",
        at="dropout",
        rules=_forms(lambda x, mask, p: x / (1 - p), lambda x, mask, p: x),
        messages=(
            "A unit that was dropped still sends something.",
            "Where the mask is zero the unit is silent: multiply by the mask.",
        ),
    ),
    Misconception(
        id="DROP_FLIP",
        name="mask read the other way round",
        at="dropout",
        rules=_forms(lambda x, mask, p: x * (1 - mask) / (1 - p)),
        messages=(
            "You dropped the units that are kept.",
            "A one in the mask means that the unit stays, a zero that it is dropped.",
        ),
    ),
    Misconception(
        id="DROP_NO_SCALE",
        name="kept units not scaled up",
        at="dropout",
        rules=_forms(lambda x, mask, p: x * mask),
        convention=True,
        messages=(
            "The right units are silent, but the others have the wrong size.",
            "This exercise uses inverted dropout: what is kept is divided by the share that is "
            "kept, so that the expected sum stays the same.",
        ),
    ),
    Misconception(
        id="DROP_BY_P",
        name="kept units scaled by the wrong share",
        at="dropout",
        rules=_forms(
            lambda x, mask, p: x * mask / p,
            lambda x, mask, p: x * mask * (1 - p),
            lambda x, mask, p: x * mask * p,
        ),
        messages=(
            "The right units are silent; look at the size of the others.",
            "Here p is the share that is dropped. Divide by the share that is kept, one minus p.",
        ),
    ),
    Misconception(
        id="DROP_NO_MASK",
        name="mask not applied on the way back",
        at="dropout:0",
        rules=_forms(lambda g, mask, p: g / (1 - p), lambda g, mask, p: g),
        messages=(
            "Something comes back to a unit that took no part.",
            "A dropped unit had no influence on the loss, so nothing comes back to it: use the "
            "mask of the forward pass again.",
        ),
    ),
    Misconception(
        id="DROP_NO_SCALE_BACK",
        name="scale of the kept units forgotten on the way back",
        at="dropout:0",
        rules=_forms(lambda g, mask, p: g * mask),
        messages=(
            "The right units get nothing, but a factor is missing for the others.",
            "What was divided by the share that is kept on the way forward is divided by it again "
            "on the way back.",
        ),
    ),
    Misconception(
        id="DROP_OLD_INPUT",
        name="value before the dropout used at the weight",
        at="linear:1",
        rules=_undropped_input,
        messages=(
            "This is not the value that the weight has seen.",
            "The weight was fed with what dropout let through. Multiply by that value.",
        ),
    ),
)
