"""``l2_penalty(w, lambda; factor)`` = factor lambda times the sum of the squares of the weights."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import G, Misconception, Op, Pull, Site
from exercises.steps import Rule
from exercises.tex import Index, Token, number, plus, power, times
from exercises.values import Shape, Value, cells, spread


def _total(f: Callable[[Value], Value]) -> Callable[..., Value]:
    """lambda times the sum over all weights of a function of each."""

    def penalty(w: Value, lam: Value, factor: float = 1.0) -> Value:
        each = f(w)
        return np.asarray(factor * lam * each.sum(axis=tuple(range(1, each.ndim))))

    return penalty


def _slope(f: Callable[[Value], Value]) -> Callable[..., Value]:
    return lambda g, w, lam, factor=1.0: factor * spread(g * lam, w) * f(w)


def _shape(w: Shape, lam: Shape) -> Shape:
    if lam != ():
        raise BadVariant(f"l2_penalty: weights {w} and a strength {lam} do not fit.")
    return ()


def _front(factor: float) -> str:
    known = {1.0: "", 0.5: r"\frac{1}{2}"}
    return known.get(factor, number(factor))


def _cell(_index: Index, w: Token, lam: Token, factor: float = 1.0) -> str:
    squares = [power(w[i], 2) for i in cells(w.shape)]
    total = plus(squares) if len(squares) == 1 else rf"\left({plus(squares)}\right)"
    return times(_front(factor), lam[()], total)


def _whole(w: Token, lam: Token, factor: float = 1.0) -> str:
    return times(_front(factor), lam[()], rf"\sum {w[()]}^2" if w.shape else f"{w[()]}^2")


def _slope_cell(index: Index, g: Token, w: Token, lam: Token, factor: float = 1.0) -> str:
    twice = "" if factor == 0.5 else number(2 * factor)
    return times(g[()], twice, lam[()], w[index])


OP = Op(
    name="l2_penalty",
    kind="arithmetic",
    arguments=("w", "lambda"),
    f=_total(np.square),
    shape=_shape,
    attrs={"factor": 1.0},
    pulls=(
        Pull(
            uses=(G, 0, 1),
            f=_slope(lambda w: 2 * w),
            cell=_slope_cell,
            whole=lambda g, w, lam, factor=1.0: _slope_cell((), g, w, lam, factor),
            words="The penalty pulls every weight towards zero: its slope by one weight is the "
            "derivative of the square as it is printed, times lambda.",
            caption="slope of the penalty by {wrt}",
        ),
        None,
    ),
    cell=_cell,
    whole=_whole,
    words="Square each weight, add up, and multiply by the strength of the penalty as it is "
    "printed.",
    title="penalty",
    examples=(((), ()), ((3,), ()), ((2, 2), ())),
)


def _slopes(*forms: Callable[[Value], Value]) -> Callable[[Site], Iterable[Rule | None]]:
    return lambda site: [site.rule((G, 0, 1), site.bound(_slope(f))) for f in forms]


def _values(*forms: Callable[[Value], Value]) -> Callable[[Site], Iterable[Rule | None]]:
    return lambda site: [site.rule((0, 1), site.bound(_total(f))) for f in forms]


def _other_factor(site: Site) -> Iterable[Rule | None]:
    """The slope that the penalty with or without one half would have."""
    k = 4 if site.attrs["factor"] == 0.5 else 1
    return _slopes(lambda w: k * w)(site)


def _no_weight(site: Site) -> Iterable[Rule | None]:
    factor = site.attrs["factor"]
    return _slopes(lambda w: np.ones_like(w) / factor, lambda w: 2 * np.ones_like(w))(site)


def _other_constant(site: Site) -> Iterable[Rule | None]:
    k = 2 if site.attrs["factor"] == 0.5 else 0.5
    return _values(lambda w: k * w**2)(site)


def _length(site: Site) -> Iterable[Rule | None]:
    squares = site.bound(OP.f)
    return [site.rule((0, 1), lambda w, lam: lam * np.sqrt(squares(w, lam) / lam))]


def _bias_too(site: Site) -> Iterable[Rule | None]:
    """At the gradient of a bias, in a sheet whose weights are penalised."""
    penalties = [step for step in site.graph.steps.values() if step.op == OP.name]
    return [
        site.rule((G, 2, step.rule.inputs[1]), _with_slope(2 * step.attrs["factor"]))
        for step in penalties
    ]


def _with_slope(k: float) -> Callable[[Value, Value, Value], Value]:
    return lambda g, b, lam: g + k * spread(lam, b) * b


def _combined(sign: int) -> Callable[[Site], Iterable[Rule | None]]:
    """At a sum of paths one of which is the penalty's: that one counted ``sign`` times."""

    def rules(site: Site) -> Iterable[Rule | None]:
        paths = site.step.rule.inputs
        ours = [p for p in paths if site.graph.steps[p].op == f"{OP.name}:0"]
        if len(ours) != 1:
            return []
        rest = [p for p in paths if p not in ours]
        return [site.rule((*ours, *rest), lambda penalty, *others: sign * penalty + sum(others))]

    return rules


MISCONCEPTIONS = (
    Misconception(
        id="REG_FORM",
        name="penalty taken with another constant in front",
        at="l2_penalty",
        rules=_other_constant,
        convention=True,
        messages=(
            "The penalty has the right form, but not the right size.",
            "Both forms are in use, with and without one half. Check which one this exercise "
            "prints.",
        ),
    ),
    Misconception(
        id="REG_NO_SQUARE",
        name="weights of the penalty not squared",
        at="l2_penalty",
        rules=_values(np.abs, lambda w: w),
        messages=(
            "A step is missing before you add up.",
            "This penalty takes the square of each weight, not the weight or its size.",
        ),
    ),
    Misconception(
        id="REG_LENGTH",
        name="root taken of the sum of squares",
        at="l2_penalty",
        rules=_length,
        messages=(
            "One operation too many: this is the length of the weight vector.",
            "The penalty is built from the sum of the squares itself, without a root.",
        ),
    ),
    Misconception(
        id="REG_FACTOR",
        name="constant in the slope of the penalty",
        at="l2_penalty:0",
        rules=_other_factor,
        convention=True,
        messages=(
            "A constant factor: this fits the other form of the penalty.",
            "Differentiate the penalty as it is printed: the square brings down a two, which only "
            "one half in front would cancel.",
        ),
    ),
    Misconception(
        id="REG_NO_W",
        name="slope of the penalty without the weight",
        at="l2_penalty:0",
        rules=_no_weight,
        messages=(
            "Your slope is the same for every weight.",
            "A square is steeper the further out you are: the slope of the penalty by a weight is "
            "proportional to that weight.",
        ),
    ),
    Misconception(
        id="REG_VALUE",
        name="penalty itself given for its slope",
        at="l2_penalty:0",
        rules=_slopes(np.square),
        messages=(
            "This is what the weight adds to the penalty.",
            "Asked is how fast the penalty changes when the weight changes: differentiate the "
            "square.",
        ),
    ),
    Misconception(
        id="REG_BIAS",
        name="bias penalised too",
        at="linear:2",
        rules=_bias_too,
        convention=True,
        messages=(
            "Ask which parameters the penalty is made of.",
            "The penalty adds up the weights only. The bias has no part in it, so nothing of it "
            "comes back to the bias.",
        ),
    ),
    Misconception(
        id="REG_FORGOTTEN",
        name="slope of the penalty not added",
        at="paths",
        rules=_combined(0),
        messages=(
            "The weight is in two terms of the loss, and only one of them is counted.",
            "Add the slope of the penalty to the gradient of the error.",
        ),
    ),
    Misconception(
        id="REG_MINUS",
        name="slope of the penalty subtracted",
        at="paths",
        rules=_combined(-1),
        messages=(
            "The two terms were put together with the wrong sign.",
            "The penalty is added to the error, so its slope is added as well. The minus sign "
            "comes with the step.",
        ),
    ),
)
