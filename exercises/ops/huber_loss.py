"""``huber_loss(y, t; delta)``: the mean of half a square near the target, of a line far from it.

With u = y - t it is u^2 / 2 for |u| <= delta, and delta (|u| - delta / 2) beyond (Huber, "Robust
estimation of a location parameter", 1964).
"""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Site
from exercises.ops.difference import Cost, DifferenceLoss, difference
from exercises.steps import Rule
from exercises.tex import Index, Numbers, Token, factor, number
from exercises.values import Value


def _value(u: Value, delta: float) -> Value:
    size = np.abs(u)
    return np.where(size <= delta, 0.5 * u * u, delta * (size - 0.5 * delta))


def _slope(u: Value, delta: float) -> Value:
    return np.clip(u, -delta, delta)


def _line(y: Token, t: Token, index: Index, delta: float) -> str:
    """In symbols the function with its name; with numbers the piece that holds there."""
    u = difference(y, t, index)
    if not isinstance(y, Numbers) or not isinstance(t, Numbers):
        return f"H_{{{number(delta)}}}{u}"
    if abs(y.value[index] - t.value[index]) <= delta:
        return rf"\frac{{1}}{{2}} {u}^2"
    size = rf"\left|{y[index]} - {factor(t[index])}\right|"
    return rf"{number(delta)} \left({size} - \frac{{{number(delta)}}}{{2}}\right)"


def _slope_line(y: Token, t: Token, index: Index, delta: float) -> str:
    low, high = number(-delta), number(delta)
    return rf"\max\left({low}, \min\left({high}, {y[index]} - {factor(t[index])}\right)\right)"


LOSS = DifferenceLoss(
    name="huber_loss",
    title="Huber loss",
    cost=Cost(f=_value, slope=_slope, line=_line, slope_line=_slope_line),
    reduction="mean",
    attrs={"delta": 1.0},
    words="For each difference take half its square up to delta, and beyond that delta times what "
    "its size is above half of delta. Then average over the outputs.",
    slope_words="The slope by one output is the difference, but no larger than delta in either "
    "direction, divided by the number of outputs.",
)
OP = LOSS.op()


def _slopes(f: Callable[[Value, float], Value]) -> Callable[[Site], Iterable[Rule | None]]:
    """A wrong slope of each difference, made at the pull-back."""
    return lambda site: [site.rule((G, 0, 1), site.bound(LOSS.each(f)))]


def _values(f: Callable[[Value, float], Value]) -> Callable[[Site], Iterable[Rule | None]]:
    """A wrong cost of each difference, made in the loss."""
    return lambda site: [site.rule((0, 1), site.bound(LOSS.total(f)))]


def _no_shift(u: Value, delta: float) -> Value:
    size = np.abs(u)
    return np.where(size <= delta, 0.5 * u * u, delta * size)


MISCONCEPTIONS = (
    Misconception(
        id="HUBER_NO_CLIP",
        name="slope of the Huber loss not limited",
        at="huber_loss:0",
        rules=_slopes(lambda u, delta: u),
        messages=(
            "Compare the size of the difference with the limit of this loss.",
            "Beyond delta the Huber loss goes on as a straight line: its slope stays at plus or "
            "minus delta, however far the output is from the target.",
        ),
    ),
    Misconception(
        id="HUBER_SIGN_ONLY",
        name="slope beyond delta taken as that of the absolute error",
        at="huber_loss:0",
        rules=_slopes(lambda u, delta: np.where(np.abs(u) <= delta, u, np.sign(u))),
        messages=(
            "The straight part of this loss has another slope.",
            "Where the two parts meet they have the same slope, so the line rises with delta, not "
            "with one.",
        ),
    ),
    Misconception(
        id="HUBER_NO_HALF",
        name="factor of the square in the middle part of the Huber loss",
        at="huber_loss:0",
        rules=_slopes(lambda u, delta: np.where(np.abs(u) <= delta, 2 * u, delta * np.sign(u))),
        messages=(
            "Near the target a constant factor too many.",
            "The middle part has one half in front of the square, so its slope is the difference "
            "itself.",
        ),
    ),
    Misconception(
        id="HUBER_SQUARE",
        name="Huber loss taken as half the square everywhere",
        at="huber_loss",
        rules=_values(lambda u, delta: 0.5 * u * u),
        messages=(
            "One difference is too large for the part of the loss that you used.",
            "The square counts only up to delta. Beyond it the loss is a straight line.",
        ),
    ),
    Misconception(
        id="HUBER_OFFSET",
        name="straight part of the Huber loss without its shift",
        at="huber_loss",
        rules=_values(_no_shift),
        messages=(
            "The two parts of your loss do not meet.",
            "Beyond delta the loss is delta times the size of the difference, less half of delta "
            "squared; so line and square touch where they meet.",
        ),
    ),
)
