"""Misconceptions of the gradient of a weight: dE/dW = g x."""

from collections.abc import Iterable

from exercises.ops.base import G, Misconception, Site, local
from exercises.ops.linear.parts import at_weights, by_input, by_output
from exercises.steps import Rule
from exercises.values import Value


def _outer(g: Value, x: Value, W: Value) -> Value:
    return at_weights(by_output(g, W) * by_input(x, W), W)


def _out_value(site: Site) -> Iterable[Rule | None]:
    """The activated result of the very unit that the weight leads into."""
    return [
        site.rule((G, after.name, 1), lambda g, a, W: at_weights(by_output(g * a, W), W))
        for after in site.graph.consumers(site.output)
        if site.graph.is_activation(after)
    ]


def _preactivation(site: Site) -> Iterable[Rule | None]:
    before = site.graph.producer(site.inputs[0])
    if before is None or not site.graph.is_activation(before):
        return []
    return [site.rule((G, before.rule.inputs[0], 1), _outer)]


def _transposed(site: Site) -> Iterable[Rule | None]:
    W = site.shape(1)
    if len(W) != 2 or W[0] != W[1] or W[0] == 1:
        return []
    return [site.rule((G, 0, 1), lambda g, x, W: _outer(g, x, W).swapaxes(-1, -2))]


MISCONCEPTIONS = (
    Misconception(
        id="WG_MUL_WX",
        name="the weight kept as a factor (slope times w times x)",
        at="linear:1",
        rules=local(G, 0, 1, f=lambda g, x, W: _outer(g, x, W) * W),
        messages=(
            "You kept a factor that disappears when you differentiate by it.",
            "In the product w x, the slope by w is x alone: the weight itself is not a factor of "
            "its own gradient.",
        ),
    ),
    Misconception(
        id="WG_USE_W",
        name="multiplied by the weight instead of its input",
        at="linear:1",
        rules=local(G, 1, f=lambda g, W: at_weights(by_output(g, W), W) * W),
        messages=(
            "This is what is passed back, not what the weight learns with.",
            "The slope of w x by w is the other factor, x: multiply by the value that flows into "
            "the weight.",
        ),
    ),
    Misconception(
        id="WG_DZ_ONLY",
        name="input factor forgotten",
        at="linear:1",
        rules=local(G, 1, f=lambda g, W: at_weights(by_output(g, W), W)),
        messages=(
            "A factor is missing.",
            "When w grows a little, the weighted sum grows x times as much. Multiply what arrives "
            "by the value that flows into the weight.",
        ),
    ),
    Misconception(
        id="WG_X_ONLY",
        name="only the local slope given",
        at="linear:1",
        rules=local(0, 1, f=lambda x, W: at_weights(by_input(x, W), W)),
        messages=(
            "You stopped at the local slope.",
            "The local slope x still has to be multiplied by what arrives from the loss.",
        ),
    ),
    Misconception(
        id="WG_USE_A_OUT",
        name="output of the unit used as its input",
        at="linear:1",
        rules=_out_value,
        messages=(
            "The right kind of product, but with a value from the wrong side of the weight.",
            "Use the value that flows into the weight, not the one that its unit sends out.",
        ),
    ),
    Misconception(
        id="WG_TRANSPOSE",
        name="rows and columns of the weight gradient swapped",
        at="linear:1",
        rules=_transposed,
        messages=(
            "The right numbers, but not all of them in the right place.",
            "The gradient has the layout of the weights: the row belongs to the unit that the wire "
            "leads to, the column to the input that it comes from.",
        ),
    ),
    Misconception(
        id="WG_PREACT_IN",
        name="value before the activation used as the input",
        at="linear:1",
        rules=_preactivation,
        messages=(
            "You used the input from before its activation.",
            "What this weight saw was the activated value of the unit before it. Multiply by that.",
        ),
    ),
    Misconception(
        id="WG_ADD",
        name="slopes added instead of multiplied",
        at="linear:1",
        rules=local(G, 0, 1, f=lambda g, x, W: at_weights(by_output(g, W) + by_input(x, W), W)),
        messages=(
            "The factors of the chain rule were combined with the wrong operation.",
            "Slopes in a row multiply: what arrives from the loss, times the value that flows in.",
        ),
    ),
)
