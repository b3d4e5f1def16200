"""What the losses on a difference share: values, formulas, and misconceptions about any of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from exercises.ops.arithmetic import same_shape_loss
from exercises.ops.base import G, Misconception, Op, Pull, Site
from exercises.steps import Rule
from exercises.tex import Index, Token, factor, plus, times
from exercises.values import Value, cells, spread


@dataclass(frozen=True)
class SquaredLoss:
    """A constant times the sum of the squared differences of output and target."""

    name: str
    title: str
    constant: float
    in_front: str
    slope: str
    words: str
    slope_words: str

    def op(self) -> Op:
        """The op with its pull-backs by the output and by the target."""
        return Op(
            name=self.name,
            kind="loss",
            arguments=("y", "t"),
            f=loss_of(self.constant),
            shape=same_shape_loss,
            pulls=(self._pull(self.slope, 1), self._pull(f"-{self.slope or 1}", -1)),
            cell=self._cell,
            whole=self._whole,
            words=self.words,
            title=self.title,
            examples=(((), ()), ((3,), (3,))),
        )

    def _pull(self, factor_: str, sign: int) -> Pull:
        return Pull(
            uses=(G, 0, 1),
            f=_times_slope(2 * sign * self.constant),
            cell=lambda index, g, y, t: times(g[()], factor_, _difference(y, t, index)),
            whole=lambda g, y, t: times(g[()], factor_, _difference(y, t)),
            words=self.slope_words if sign > 0 else "Minus the slope by the output.",
            caption="slope of the error at {wrt}",
        )

    def _cell(self, _index: Index, y: Token, t: Token) -> str:
        squares = [f"{_difference(y, t, i)}^2" for i in cells(y.shape)]
        if len(squares) == 1 or not self.in_front:
            return f"{self.in_front} {plus(squares)}".strip()
        return rf"{self.in_front} \left[{plus(squares)}\right]"

    def _whole(self, y: Token, t: Token) -> str:
        total = r"\sum" if y.shape else ""
        return " ".join(filter(None, [self.in_front, total, f"{_difference(y, t)}^2"]))


def loss_of(constant: float) -> Callable[[Value, Value], Value]:
    """constant times the sum of the squared differences."""

    def f(y: Value, t: Value) -> Value:
        square = (y - t) ** 2
        return np.asarray(constant * square.sum(axis=tuple(range(1, square.ndim))))

    return f


def _difference(y: Token, t: Token, index: Index = ()) -> str:
    return rf"\left({y[index]} - {factor(t[index])}\right)"


def _times_slope(k: float) -> Callable[[Value, Value, Value], Value]:
    return lambda g, y, t: k * spread(g, y) * (y - t)


def _of(name: str, k: float) -> Callable[[Site], Iterable[Rule | None]]:
    """A slope k (y - t), made by mistake where the loss is ``name``."""
    return lambda site: [site.rule((G, 0, 1), _times_slope(k))] if site.op.name == name else []


def _constant(site: Site) -> float:
    return 2.0 if site.op.name == "squared_error" else 1.0


def _signed(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G, 0, 1), _times_slope(-_constant(site)))]


def _value(site: Site) -> Iterable[Rule | None]:
    half = 0.5 * _constant(site)
    return [site.rule((G, 0, 1), lambda g, y, t: half * spread(g, y) * (y - t) ** 2)]


def _times_output(site: Site) -> Iterable[Rule | None]:
    k = _constant(site)
    return [site.rule((G, 0, 1), lambda g, y, t: k * spread(g, y) * (y - t) * y)]


def _no_target(site: Site) -> Iterable[Rule | None]:
    k = _constant(site)
    return [site.rule((G, 0), lambda g, y: k * spread(g, y) * y)]


def _mean(site: Site) -> Iterable[Rule | None]:
    outputs = site.shape(0)
    if not outputs or outputs[0] < 2:
        return []
    return [site.rule((G, 0, 1), _times_slope(_constant(site) / outputs[0]))]


def _other_constant(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0, 1), loss_of(0.5 if site.op.name == "squared_error" else 1.0))]


MISCONCEPTIONS = (
    Misconception(
        id="LOSS_FACTOR",
        name="loss taken with another constant in front",
        at="loss",
        rules=_other_constant,
        convention=True,
        messages=(
            "This fits a loss with another constant in front.",
            "Both forms of the squared error are in use, with and without one half. Check the "
            "line of this exercise that says which one is meant.",
        ),
    ),
    Misconception(
        id="LOSS_NO2",
        name="factor 2 of the square dropped",
        at="loss:0",
        rules=_of("squared_error", 1.0),
        convention=True,
        messages=(
            "A constant factor is missing; it fits a loss with one half in front.",
            "This exercise takes the square without one half, so its slope is two times output "
            "minus target.",
        ),
    ),
    Misconception(
        id="LOSS_EXTRA2",
        name="factor 2 although the loss has one half in front",
        at="loss:0",
        rules=_of("half_squared_error", 2.0),
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
        rules=_signed,
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
            "Asked is how fast the loss changes when the output changes: differentiate the square.",
        ),
    ),
    Misconception(
        id="LOSS_MULY",
        name="extra factor y in the slope of the loss",
        at="loss:0",
        rules=_times_output,
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
        rules=_no_target,
        messages=(
            "Your slope does not depend on the target.",
            "The slope must be zero when the output hits the target, so the target belongs in it.",
        ),
    ),
    Misconception(
        id="LOSS_MEAN_N",
        name="mean over the outputs instead of the sum",
        at="loss:0",
        rules=_mean,
        convention=True,
        messages=(
            "This fits a loss that is averaged over the outputs.",
            "This exercise adds the squares up without dividing by their number.",
        ),
    ),
)
