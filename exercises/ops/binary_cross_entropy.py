"""``binary_cross_entropy(p, t)`` = the mean of -[t ln p + (1 - t) ln(1 - p)] over the outputs."""

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np

from exercises.ops.activations import sigmoid_slope
from exercises.ops.arithmetic import same_shape_loss
from exercises.ops.base import G, Misconception, Op, Pull, Shortcut, Site, Y, local
from exercises.steps import Rule
from exercises.tex import Index, Token, factor, plus, times
from exercises.values import Value, cells, spread


def total(f: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    """The mean over the outputs of a function of each."""

    def loss(p: Value, t: Value) -> Value:
        each = f(p, t)
        return np.asarray(each.mean(axis=tuple(range(1, each.ndim))) if each.ndim > 1 else each)

    return loss


def slope(f: Callable[[Value, Value], Value]) -> Callable[[Value, Value, Value], Value]:
    """g times a function of each output, divided by their number."""
    return lambda g, p, t: spread(g, p) * f(p, t) / p[0].size


def _inside(p: Value) -> Value:
    """Probabilities; not a number where there is no finite loss."""
    return np.where((p > 0) & (p < 1), p, np.nan)


def _each(p: Value, t: Value) -> Value:
    p = _inside(p)
    return -(t * np.log(p) + (1 - t) * np.log(1 - p))


def _slope(p: Value, t: Value) -> Value:
    p = _inside(p)
    return (p - t) / (p * (1 - p))


def _mean(terms: list[str]) -> str:
    if len(terms) == 1:
        return terms[0]
    return rf"\frac{{1}}{{{len(terms)}}} \left[{plus(terms)}\right]"


def _term(p: str, t: str) -> str:
    ones = rf"\left(1 - {factor(t)}\right)", rf"\left(1 - {factor(p)}\right)"
    return rf"-\left[{factor(t)} \ln {factor(p)} + {ones[0]} \ln {ones[1]}\right]"


def _cell(_index: Index, p: Token, t: Token) -> str:
    return _mean([_term(p[i], t[i]) for i in cells(p.shape)])


def _whole(p: Token, t: Token) -> str:
    return (
        rf"\frac{{1}}{{{len(cells(p.shape))}}} \sum {_term(p[()], t[()])}"
        if p.shape
        else _term(p[()], t[()])
    )


def _slope_cell(index: Index, g: Token, p: Token, t: Token) -> str:
    y, label = factor(p[index]), factor(t[index])
    fraction = rf"\frac{{{y} - {label}}}{{{y} \left(1 - {y}\right)}}"
    outputs = len(cells(p.shape))
    return times(g[()], rf"\frac{{1}}{{{outputs}}}" if outputs > 1 else "", fraction)


OP = Op(
    name="binary_cross_entropy",
    kind="loss",
    arguments=("p", "t"),
    f=total(_each),
    shape=same_shape_loss,
    pulls=(
        Pull(
            uses=(G, 0, 1),
            f=slope(_slope),
            cell=_slope_cell,
            whole=partial(_slope_cell, ()),
            words="The slope of the cross-entropy by the probability is probability minus label, "
            "divided by the product of the probability and one minus the probability.",
            caption="slope of the loss at {wrt}",
        ),
        None,
    ),
    cell=_cell,
    whole=_whole,
    words="Take minus the natural logarithm of the probability that the unit gives to what is "
    "true: its output where the label is one, one minus its output where the label is zero.",
    title="cross-entropy",
    reduction="mean",
    domain=(0, 1),
    examples=(((), ()), ((3,), (3,))),
)


def _through_cell(index: Index, g: Token, p: Token, t: Token) -> str:
    gap, outputs = f"{p[index]} - {factor(t[index])}", len(cells(p.shape))
    front = [g[()], rf"\frac{{1}}{{{outputs}}}" if outputs > 1 else ""]
    return times(*front, rf"\left({gap}\right)") if any(front) else gap


FROM_SIGMOID = Shortcut(
    after=OP.name,
    uses=(G, 0, 1),
    f=slope(lambda p, t: p - t),
    cell=_through_cell,
    words="Through the cross-entropy and the sigmoid together nearly everything cancels: the slope "
    "by the weighted sum is the probability minus the label.",
)


def _squared_delta(site: Site) -> Iterable[Rule | None]:
    """At a sigmoid whose probability goes straight into the cross-entropy."""
    losses = [s for s in site.graph.consumers(site.output) if s.op == OP.name]
    return [
        site.rule((Y, loss.rule.inputs[1]), lambda p, t: (p - t) * sigmoid_slope(p) / p[0].size)
        for loss in losses
    ]


MISCONCEPTIONS = (
    Misconception(
        id="BCE_OTHER_LABEL",
        name="cross-entropy of the opposite label",
        at="binary_cross_entropy",
        rules=local(0, 1, f=lambda p, t: OP.f(p, 1 - t)),
        messages=(
            "This is the loss that the other label would have.",
            "The loss asks how much probability the true class got: p when the label is one, and "
            "the rest when it is zero.",
        ),
    ),
    Misconception(
        id="BCE_NO_MINUS",
        name="minus sign of the cross-entropy lost",
        at="binary_cross_entropy",
        rules=local(0, 1, f=lambda p, t: -OP.f(p, t)),
        messages=(
            "A loss of this kind is never negative.",
            "The logarithm of a probability is negative; the minus sign in front makes the loss "
            "positive.",
        ),
    ),
    Misconception(
        id="BCE_WRT_P",
        name="slope by the weighted sum given for the slope by the probability",
        at="binary_cross_entropy:0",
        rules=local(G, 0, 1, f=slope(lambda p, t: p - t)),
        messages=(
            "This is the slope for another variable of the same unit.",
            "Probability minus label is the slope by the weighted sum z, after the sigmoid. By the "
            "probability itself the slope still has p and 1 - p in the denominator.",
        ),
    ),
    Misconception(
        id="BCE_EXTRA",
        name="sigmoid slope multiplied onto probability minus label",
        at="sigmoid:0",
        rules=_squared_delta,
        messages=(
            "This would be right for a squared error.",
            "With the cross-entropy the slope of the sigmoid cancels against its denominator: what "
            "is left at z is probability minus label.",
        ),
    ),
)
