"""Misconceptions of the gradient that a weighted sum passes back: dE/dx = W^T g."""

from collections.abc import Iterable

from exercises.ops.base import G, Misconception, Site, local
from exercises.ops.linear.parts import at_inputs, by_input, by_output, shared
from exercises.steps import Rule
from exercises.values import Value


def _pass(g: Value, W: Value) -> Value:
    wires = by_output(g, W)
    return at_inputs(wires * shared(W, wires), W)


def _pass_product(g: Value, x: Value, W: Value) -> Value:
    wires = by_output(g, W) * by_input(x, W)
    return at_inputs(wires * shared(W, wires), W)


def _pass_bias(g: Value, W: Value, b: Value) -> Value:
    return _pass(g, W) + at_inputs(by_output(g * shared(b, g), W), W)


def _new_weight(site: Site) -> Iterable[Rule | None]:
    W = site.inputs[1]
    updated = [s.name for s in site.graph.consumers(W) if site.graph.kinds[s.op] == "update"]
    return [site.rule((G, name), _pass) for name in updated]


def _other_weight(site: Site) -> Iterable[Rule | None]:
    """The weights of the neighbouring weighted sums, if they have the same shape."""
    layers = [
        s.rule.inputs[1]
        for s in site.graph.steps.values()
        if s.wrt is None and s.op == "linear" and s.phase == "forward"
    ]
    if site.inputs[1] not in layers:
        return []
    here = layers.index(site.inputs[1])
    near = [layers[i] for i in (here - 1, here + 1) if 0 <= i < len(layers)]
    same = [W for W in near if site.graph.shapes[W] == site.shape(1) and not W.endswith("'")]
    return [site.rule((G, W), _pass) for W in same]


def _transposed(site: Site) -> Iterable[Rule | None]:
    W = site.shape(1)
    if len(W) != 2 or W[0] != W[1] or W[0] == 1:
        return []
    return [site.rule((G, 1), lambda g, W: _pass(g, W.swapaxes(-1, -2)))]


def _skip_activation(site: Site) -> Iterable[Rule | None]:
    """Start from the gradient behind the activation that was to be crossed first."""
    return [
        site.rule((site.derivative(after.name), 1), _pass)
        for after in site.graph.consumers(site.output)
        if site.graph.is_activation(after)
    ]


def _split(site: Site) -> Iterable[Rule | None]:
    if len(site.shape(1)) == 0 or site.shape(1)[-1] == 1:
        return []
    shares = site.rule((G, 1), lambda g, W: _pass(g, W / W.sum(-1, keepdims=True)))
    return [shares]


MISCONCEPTIONS = (
    Misconception(
        id="XG_USE_X",
        name="multiplied by the input instead of the weight",
        at="linear:0",
        rules=local(G, 0, 1, f=lambda g, x, W: at_inputs(by_output(g, W) * by_input(x, W), W)),
        messages=(
            "This is the weight gradient again.",
            "To pass the error back along the wire, multiply by the weight on it: the slope of "
            "w x by x is w.",
        ),
    ),
    Misconception(
        id="XG_DZ_ONLY",
        name="signal passed back unchanged",
        at="linear:0",
        rules=local(G, 1, f=lambda g, W: at_inputs(by_output(g, W), W)),
        messages=(
            "The wire between the two units has a strength, and it is missing here.",
            "Multiply what arrives by the weight on the wire.",
        ),
    ),
    Misconception(
        id="XG_NEW_W",
        name="already updated weight used",
        at="linear:0",
        rules=_new_weight,
        messages=(
            "The weight was changed too early.",
            "All gradients belong to one and the same forward pass: pass back with the old weight, "
            "update afterwards.",
        ),
    ),
    Misconception(
        id="XG_OTHER_W",
        name="weight of another wire used",
        at="linear:0",
        rules=_other_weight,
        messages=(
            "The right operation, but along the wrong wire.",
            "Multiply by the weight that connects exactly these two units.",
        ),
    ),
    Misconception(
        id="XG_TRANSPOSE",
        name="weights walked in the wrong direction",
        at="linear:0",
        rules=_transposed,
        messages=(
            "This sum runs over the wires of another unit.",
            "Collect over all units that this value feeds: their weights stand in one column of "
            "the matrix (out, in).",
        ),
    ),
    Misconception(
        id="XG_PASS_WG",
        name="weight gradient sent back",
        at="linear:0",
        rules=local(G, 0, 1, f=_pass_product),
        messages=(
            "The wrong message was sent back.",
            "The weight gradient stays at its weight. What goes on is what arrived, times the "
            "weight, without the input.",
        ),
    ),
    Misconception(
        id="XG_SKIP_DACT",
        name="activation jumped over on the way back",
        at="linear:0",
        rules=_skip_activation,
        messages=(
            "A local slope was jumped over.",
            "First pass back through the activation of the unit, then through its weights.",
        ),
    ),
    Misconception(
        id="XG_BIAS_PATH",
        name="bias included when passing back",
        at="linear:0",
        rules=local(G, 1, 2, f=_pass_bias),
        messages=(
            "Something that has no input got a share of the signal.",
            "Nothing lies behind a bias: only the weights pass the signal back.",
        ),
    ),
    Misconception(
        id="XG_SPLIT_SHARE",
        name="error shared out in proportion to the weights",
        at="linear:0",
        rules=_split,
        messages=(
            "Gradients are not shares of a fixed amount.",
            "Each wire carries its own slope, its weight; the slopes need not add up to one.",
        ),
    ),
)
