"""``sgd(w, g, eta)``: one step of gradient descent, w - eta g."""

from collections.abc import Iterable

from exercises.errors import BadVariant
from exercises.ops.base import Misconception, Op, Site
from exercises.steps import Rule
from exercises.tex import Index, Token, times
from exercises.values import Shape, Value, spread


def value(w: Value, g: Value, eta: Value) -> Value:
    """w - eta g."""
    return w - spread(eta, g) * g


def shape(w: Shape, g: Shape, eta: Shape) -> Shape:
    """Shape of the parameter; the learning rate is a scalar."""
    if w != g or eta != ():
        raise BadVariant(f"sgd: a parameter {w}, a gradient {g} and a rate {eta} do not fit.")
    return w


def _formula(w: str, g: str, eta: str) -> str:
    return f"{w} - {times(eta, g)}"


def _cell(index: Index, w: Token, g: Token, eta: Token) -> str:
    return _formula(w[index], g[index], eta[()])


OP = Op(
    name="sgd",
    kind="update",
    arguments=("w", "g", "eta"),
    f=value,
    shape=shape,
    pulls=(),
    cell=_cell,
    words="New value: the old value minus the learning rate times the gradient, or with momentum "
    "times the velocity.",
    title="gradient step",
    examples=(((), (), ()), ((2, 3), (2, 3), ())),
)


def _bias_value(site: Site) -> Iterable[Rule | None]:
    """Only for a bias: there the value is mistaken for its own gradient."""
    biases = {
        s.rule.inputs[2]
        for s in site.graph.steps.values()
        if s.op == "linear" and s.wrt is None and len(s.rule.inputs) > 2
    }
    if site.inputs[0] not in biases:
        return []
    return [site.rule((0, 2), lambda b, eta: b - spread(eta, b) * b)]


MISCONCEPTIONS = (
    Misconception(
        id="BG_VALUE",
        name="value of the bias used where its gradient belongs",
        at="sgd",
        rules=_bias_value,
        messages=(
            "You used the bias itself in the step.",
            "The step is built from the gradient of the bias, not from its value.",
        ),
    ),
)
