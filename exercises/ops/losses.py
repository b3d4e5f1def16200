"""Misconceptions that are made at several losses.

Those of the value and those of the slope are entries of their own, for they come from different
thoughts: which loss is meant, and how a square is differentiated.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from exercises.ops import half_squared_error, huber_loss, l1_loss, mse_loss, squared_error
from exercises.ops.base import G, Misconception, Site
from exercises.ops.difference import SQUARE, DifferenceLoss
from exercises.steps import Rule
from exercises.values import Value, cells

LOSSES = {
    module.LOSS.name: module.LOSS
    for module in (squared_error, half_squared_error, mse_loss, l1_loss, huber_loss)
}
Rules = Callable[[Site], Iterable[Rule | None]]


def _times(k: float, f: Callable[..., Value], *values: Value) -> Value:
    return k * f(*values)


def _scaled(site: Site, k: float) -> Iterable[Rule | None]:
    """The right rule of a loss or of its slope, times a constant."""
    if site.pull is None:
        return [site.rule((0, 1), partial(_times, k, site.bound(site.op.f)))]
    return [site.rule(site.pull.uses, partial(_times, k, site.bound(site.pull.f)))]


def _by_name(constants: Mapping[str, float]) -> Rules:
    """The right rule times the constant that stands at the name of the loss."""

    def rules(site: Site) -> Iterable[Rule | None]:
        k = constants.get(site.op.name)
        return [] if k is None else _scaled(site, k)

    return rules


def _other_reduction(site: Site) -> Iterable[Rule | None]:
    """Mean for sum and sum for mean."""
    outputs = len(cells(site.shape(0)))
    if site.op.reduction is None or outputs < 2:
        return []
    return _scaled(site, 1 / outputs if site.op.reduction == "sum" else outputs)


def _opposite(site: Site) -> Iterable[Rule | None]:
    """Where the slope is a difference of output and target."""
    return [] if site.op.reduction is None else _scaled(site, -1)


def _of_squares(f: Callable[[DifferenceLoss], Callable[..., Value]]) -> Rules:
    """A wrong slope, made where the loss takes squares."""

    def rules(site: Site) -> Iterable[Rule | None]:
        loss = LOSSES.get(site.op.name)
        if loss is None or loss.cost is not SQUARE:
            return []
        return [site.rule((G, 0, 1), f(loss))]

    return rules


def _value(site: Site) -> Iterable[Rule | None]:
    loss = LOSSES.get(site.op.name)
    return [] if loss is None else [site.rule((G, 0, 1), site.bound(loss.each(loss.cost.f)))]


def _times_output(loss: DifferenceLoss) -> Callable[..., Value]:
    slope = loss.each(SQUARE.slope)
    return lambda g, y, t: slope(g, y, t) * y


def _no_target(loss: DifferenceLoss) -> Callable[..., Value]:
    slope = loss.each(SQUARE.slope)
    return lambda g, y, t: slope(g, y, 0 * t)


MISCONCEPTIONS = (
    Misconception(
        id="LOSS_FACTOR",
        name="loss taken with another constant in front",
        at="loss",
        rules=_by_name({"squared_error": 0.5, "half_squared_error": 2, "mse_loss": 0.5}),
        convention=True,
        messages=(
            "The loss has the right form, but not the right size.",
            "Both forms of the squared error are in use, with and without one half. Check the "
            "line of this exercise that says which one is meant.",
        ),
    ),
    Misconception(
        id="LOSS_REDUCTION",
        name="mean and sum over the outputs confused",
        at="loss",
        rules=_other_reduction,
        convention=True,
        messages=(
            "This fits a loss that puts the outputs together in another way.",
            "Some losses add up over the outputs, some take the mean. Check the line of this "
            "exercise that says which one is meant.",
        ),
    ),
    Misconception(
        id="LOSS_NO2",
        name="the two of the square dropped",
        at="loss:0",
        rules=_by_name({"squared_error": 0.5, "mse_loss": 0.5}),
        convention=True,
        messages=(
            "A constant factor is missing; it fits a loss with one half in front.",
            "This exercise takes the square without one half in front, so the two of the square "
            "stays in the slope.",
        ),
    ),
    Misconception(
        id="LOSS_EXTRA2",
        name="a two too many although the loss has one half in front",
        at="loss:0",
        rules=_by_name({"half_squared_error": 2}),
        convention=True,
        messages=(
            "A constant factor too many; it fits a loss without one half in front.",
            "The one half in front of the loss cancels the two of the square: the slope is output "
            "minus target.",
        ),
    ),
    Misconception(
        id="LOSS_SIGN",
        name="target minus output",
        at="loss:0",
        rules=_opposite,
        convention=True,
        messages=(
            "The right size, but the opposite direction.",
            "The slope is positive when the output is above the target: output minus target, not "
            "the other way round.",
        ),
    ),
    Misconception(
        id="LOSS_VALUE",
        name="the loss handed back instead of its slope",
        at="loss:0",
        rules=_value,
        messages=(
            "This is the loss itself.",
            "Asked is how fast the loss changes when the output changes: differentiate it.",
        ),
    ),
    Misconception(
        id="LOSS_MULY",
        name="extra factor y in the slope of the loss",
        at="loss:0",
        rules=_of_squares(_times_output),
        messages=(
            "One factor too many.",
            "The inner function of the square is output minus target; its slope by the output is "
            "one.",
        ),
    ),
    Misconception(
        id="LOSS_2Y",
        name="target forgotten in the slope of the loss",
        at="loss:0",
        rules=_of_squares(_no_target),
        messages=(
            "Your slope does not depend on the target.",
            "The slope must be zero when the output hits the target, so the target belongs in it.",
        ),
    ),
    Misconception(
        id="LOSS_MEAN_N",
        name="slope of the mean and of the sum over the outputs confused",
        at="loss:0",
        rules=_other_reduction,
        convention=True,
        messages=(
            "The number of outputs is left out or put in where it does not belong.",
            "A mean divides by the number of outputs, and so does its slope; a sum does not. Check "
            "which of the two this loss is.",
        ),
    ),
)
