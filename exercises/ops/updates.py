"""Misconceptions of the step that moves a weight, whatever the direction that it goes along."""

from collections.abc import Callable, Iterable

from exercises.ops.adam import direction
from exercises.ops.base import Misconception, Site
from exercises.steps import Rule
from exercises.values import Value, spread

DIRECTIONS: dict[str, Callable[..., Value]] = {"sgd": lambda g: g, "adam": direction}
"""What the learning rate multiplies, by the name of the op that moves a weight."""


def _moved(f: Callable[[Value, Value, Value], Value]) -> Callable[[Site], Iterable[Rule | None]]:
    """A wrong way from the old value, along a direction, with a rate."""

    def rules(site: Site) -> Iterable[Rule | None]:
        direction = DIRECTIONS.get(site.op.name)
        if direction is None:
            return []
        uses = tuple(range(len(site.op.arguments)))
        return [site.rule(uses, lambda w, *g, d=direction: f(w, d(*g[:-1]), spread(g[-1], w)))]

    return rules


def _steps_alone(site: Site) -> Iterable[Rule | None]:
    return [
        *_moved(lambda w, d, eta: -eta * d)(site),
        *_moved(lambda w, d, eta: eta * d)(site),
    ]


MISCONCEPTIONS = (
    Misconception(
        id="UPD_PLUS",
        name="step taken uphill",
        at="update",
        rules=_moved(lambda w, d, eta: w + eta * d),
        messages=(
            "The step goes the wrong way.",
            "We want the loss smaller, so we go against the gradient: subtract the step.",
        ),
    ),
    Misconception(
        id="UPD_NO_ETA",
        name="learning rate left out",
        at="update",
        rules=_moved(lambda w, d, eta: w - d),
        messages=(
            "The step is too long.",
            "Multiply by the learning rate before you subtract.",
        ),
    ),
    Misconception(
        id="UPD_STEP_ONLY",
        name="the step given instead of the new value",
        at="update",
        rules=_steps_alone,
        messages=(
            "This is the change, not the new value.",
            "Subtract the step from the old value; asked is what stands there afterwards.",
        ),
    ),
    Misconception(
        id="UPD_MULW",
        name="step scaled by the value itself",
        at="update",
        rules=_moved(lambda w, d, eta: w - eta * d * w),
        messages=(
            "A factor stands in the step that does not belong there.",
            "The old value is what the step is taken from; it is not a factor of the step.",
        ),
    ),
)
