"""``adam(w, m, v, eta; eps)`` = w - eta m / (sqrt(v) + eps), with averages already corrected."""

from collections.abc import Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import Misconception, Op, Site
from exercises.steps import Rule
from exercises.tex import Index, Token, number, times
from exercises.values import Shape, Value, spread


def direction(m: Value, v: Value, eps: float = 0.0) -> Value:
    """m / (sqrt(v) + eps)."""
    return np.asarray(m / (np.sqrt(v) + eps))


def value(w: Value, m: Value, v: Value, eta: Value, eps: float = 0.0) -> Value:
    """The weight after the step."""
    return np.asarray(w - spread(eta, w) * direction(m, v, eps))


def shape(w: Shape, m: Shape, v: Shape, eta: Shape) -> Shape:
    """That of the weight; the learning rate is a scalar."""
    if not w == m == v or eta != ():
        raise BadVariant(f"adam: a weight {w}, averages {m} and {v}, a rate {eta} do not fit.")
    return w


def _cell(index: Index, w: Token, m: Token, v: Token, eta: Token, eps: float = 0.0) -> str:
    root = rf"\sqrt{{{v[index]}}}" + (f" + {number(eps)}" if eps else "")
    ratio = rf"\frac{{{m[index]}}}{{{root}}}"
    return f"{w[index]} - {times(eta[()], ratio)}"


OP = Op(
    name="adam",
    kind="update",
    arguments=("w", "m", "v", "eta"),
    f=value,
    shape=shape,
    pulls=(),
    cell=_cell,
    attrs={"eps": 0.0},
    words="New value: the old value minus the learning rate times the corrected average, divided "
    "by the root of the corrected average of the squares.",
    title="Adam step",
    examples=(((), (), (), ()), ((2, 3), (2, 3), (2, 3), ())),
)


def _no_root(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0, 1, 2, 3), lambda w, m, v, eta: w - spread(eta, w) * m / v)]


def _without_hats(site: Site) -> Iterable[Rule | None]:
    """Averages from before their correction: one or both."""
    before = [site.graph.producer(name) for name in site.inputs[1:3]]
    if any(step is None or step.op != "bias_correction" for step in before):
        return []
    plain = [step.rule.inputs[0] for step in before if step is not None]
    m, v = site.inputs[1:3]
    pairs = [(plain[0], plain[1]), (plain[0], v), (m, plain[1])]
    return [site.rule((0, *pair, 3), site.bound(value)) for pair in pairs]


MISCONCEPTIONS = (
    Misconception(
        id="ADAM_NO_ROOT",
        name="root of the second moment left out",
        at="adam",
        rules=_no_root,
        messages=(
            "The step was divided by the wrong size.",
            "Squares went into the second moment, so its root comes out again: divide by the root.",
        ),
    ),
    Misconception(
        id="ADAM_NO_HAT",
        name="averages used without their correction",
        at="adam",
        rules=_without_hats,
        messages=(
            "Not all that you used was the corrected value.",
            "Both averages enter the step with their bias correction.",
        ),
    ),
)
