"""``categorical_cross_entropy(p, t)`` = -sum of t ln p, for one distribution p and its target t."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.arithmetic import same_shape_loss
from exercises.ops.base import G, Misconception, Op, Pull, Shortcut, Site, Y, local
from exercises.steps import Rule
from exercises.tex import Index, Token, factor, plus, times
from exercises.values import Shape, Value, cells, spread


def _total(each: Value) -> Value:
    return np.asarray(each.sum(axis=tuple(range(1, each.ndim))))


def _positive(p: Value) -> Value:
    """Probabilities that have a logarithm; NaN for others, so that nothing follows from them."""
    return np.where(p > 0, p, np.nan)


def value(p: Value, t: Value) -> Value:
    """-sum of t ln p, NaN where a p that counts is not positive.

    A class whose target is 0 does not count, whatever its p.
    """
    return -_total(np.where(t == 0, 0.0, t * np.log(_positive(np.where(t == 0, 1.0, p)))))


def shape(p: Shape, t: Shape) -> Shape:
    """A number; probabilities and target have the same shape, with an axis for the classes."""
    if not p:
        raise BadVariant("categorical_cross_entropy: a single probability does not fit.")
    return same_shape_loss(p, t)


def _cell(_index: Index, p: Token, t: Token) -> str:
    terms = plus(times(t[i], rf"\ln {factor(p[i])}") for i in cells(p.shape))
    return rf"-\left[{terms}\right]"


def _slope_cell(index: Index, g: Token, p: Token, t: Token) -> str:
    fraction = rf"-\frac{{{t[index]}}}{{{p[index]}}}"
    return times(g[()], fraction) if g[()] else fraction


def _slope(g: Value, p: Value, t: Value) -> Value:
    return -spread(g, p) * t / _positive(p)


OP = Op(
    name="categorical_cross_entropy",
    kind="loss",
    arguments=("p", "t"),
    f=value,
    shape=shape,
    pulls=(
        Pull(
            uses=(G, 0, 1),
            f=_slope,
            cell=_slope_cell,
            words="The derivative of ln p is one over p. So the slope by a probability is minus "
            "its target, divided by the probability.",
            caption="slope of the loss at {wrt}",
        ),
        None,
    ),
    cell=_cell,
    whole=lambda p, t: rf"-\sum {t[()]} \ln {p[()]}",
    words="Multiply the natural logarithm of each probability by its target, add up, and turn the "
    "sign round.",
    title="cross-entropy",
    domain=(0, 1),
    examples=(((3,), (3,)), ((2, 3), (2, 3))),
)


def _through(g: Value, p: Value, t: Value) -> Value:
    """g (p sum(t) - t): the targets of a distribution add up to one."""
    return np.asarray(spread(g, p) * (p * t.sum(-1, keepdims=True) - t))


def _through_cell(index: Index, g: Token, p: Token, t: Token) -> str:
    gap = f"{p[index]} - {factor(t[index])}"
    return times(g[()], rf"\left({gap}\right)") if g[()] else gap


FROM_SOFTMAX = Shortcut(
    after=OP.name,
    uses=(G, 0, 1),
    f=_through,
    cell=_through_cell,
    words="Through the cross-entropy and the softmax together nearly everything cancels: the slope "
    "by a logit is its probability minus its target.",
)


def _target(site: Site) -> str | None:
    """The target, where a softmax goes straight into this loss."""
    losses = [s for s in site.graph.consumers(site.output) if s.op == OP.name]
    return losses[0].rule.inputs[1] if losses else None


def _behind_softmax(f: Callable[[Value, Value], Value]) -> Callable[[Site], Iterable[Rule | None]]:
    """A wrong slope by the logits, from probabilities and targets."""

    def rules(site: Site) -> Iterable[Rule | None]:
        target = _target(site)
        return [site.rule((Y, target), f)] if target else []

    return rules


def _true_class_only(p: Value, t: Value) -> Value:
    return np.where(t == t.max(-1, keepdims=True), p - t, 0.0)


def _each_class_binary(p: Value, t: Value) -> Value:
    return value(p, t) + value(1 - p, 1 - t)


MISCONCEPTIONS = (
    Misconception(
        id="SCE_EVERY_CLASS",
        name="logarithms of all classes added up alike",
        at="categorical_cross_entropy",
        rules=local(0, 1, f=lambda p, t: value(p, np.ones_like(t))),
        messages=(
            "The target plays no part in your loss.",
            "Each logarithm counts as much as its target says; a class with the target zero does "
            "not count at all.",
        ),
    ),
    Misconception(
        id="SCE_AS_BCE",
        name="a yes-or-no cross-entropy for each class",
        at="categorical_cross_entropy",
        rules=local(0, 1, f=_each_class_binary),
        messages=(
            "There are terms in your loss that belong to another kind of output.",
            "With a softmax the classes share one distribution: only the logarithms of the "
            "probabilities themselves count, not those of what is missing to one.",
        ),
    ),
    Misconception(
        id="SCE_WRT_P",
        name="slope by the logits given for the slope by the probabilities",
        at="categorical_cross_entropy:0",
        rules=local(G, 0, 1, f=lambda g, p, t: spread(g, p) * (p - t)),
        messages=(
            "This is the slope one step further back.",
            "Probability minus target comes out behind the softmax. By the probability itself the "
            "slope of the logarithm is one over p.",
        ),
    ),
    Misconception(
        id="SCE_NOJAC",
        name="slope by the probabilities given for the slope by the logits",
        at="softmax:0",
        rules=lambda site: [site.rule((G,), lambda g: g)] if _target(site) else [],
        messages=(
            "One more step back is needed.",
            "Between the probabilities and the logits lies the softmax, and its slope is missing "
            "here.",
        ),
    ),
    Misconception(
        id="SCE_TWICE",
        name="softmax slope multiplied on once more",
        at="softmax:0",
        rules=_behind_softmax(lambda p, t: (p - t) * p * (1 - p)),
        messages=(
            "A slope was counted twice.",
            "Probability minus target holds the slope of the softmax already: nothing more is to "
            "be multiplied.",
        ),
    ),
    Misconception(
        id="SCE_ALL_M1",
        name="one subtracted from every probability",
        at="softmax:0",
        rules=_behind_softmax(lambda p, t: p - 1),
        messages=(
            "Every class was treated as if it were the right one.",
            "Write the target as a vector with one number for each class, and subtract from each "
            "probability its own target.",
        ),
    ),
    Misconception(
        id="SCE_NO_TARGET",
        name="probabilities handed back without the target",
        at="softmax:0",
        rules=_behind_softmax(lambda p, t: p),
        messages=(
            "Your slope does not know which class is right.",
            "The slope must vanish when the probabilities hit the target, so the target has to be "
            "subtracted.",
        ),
    ),
    Misconception(
        id="SCE_TRUE_ONLY",
        name="a slope for the true class only",
        at="softmax:0",
        rules=_behind_softmax(_true_class_only),
        messages=(
            "The other classes get a push, too.",
            "A wrong class that got some probability has to give it back: its slope is its "
            "probability minus its own target.",
        ),
    ),
    Misconception(
        id="SCE_SIGN",
        name="target minus probability",
        at="softmax:0",
        rules=_behind_softmax(lambda p, t: t - p),
        messages=(
            "The right sizes, but the opposite direction.",
            "Raising the logit of a class that has too much probability makes the loss larger: "
            "probability minus target, not the other way round.",
        ),
    ),
)
