"""A residual block: the input is added to what two layers make of it."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import (
    ACTIVATION_TEX,
    LOSS_TEX,
    activation_parameter,
    attributes,
    digits,
    is_exact,
    loss_parameter,
    printed,
)
from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import flag, integer
from exercises.rejecting import either, has_size, hides_loss
from exercises.steps import Step
from exercises.values import Value

TITLES = {1: "A residual block", 2: "A residual block two units wide"}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The block that the parameters describe."""
    width, activation, loss = int(params["width"]), params["activation"], params["loss"]
    network = _network(width, activation, loss, parts=bool(params["parts"]))
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=TITLES[width],
        prose=_prose(params),
        conventions=printed(loss, {activation}, update=False, outputs=width),
        screen=Screen(
            off=_off(activation, width),
            exact=is_exact({activation}),
            decimals=digits({activation}),
            reject=_unfit,
        ),
    )


def _prose(params: Mapping[str, Any]) -> str:
    wide = int(params["width"]) > 1
    V, W = ("V", "W") if wide else ("v", "w")
    rows = r" (row \(i\) of a matrix holds the weights that lead into unit \(i\))" if wide else ""
    total = ", summed over the outputs" if wide else ""
    parts = (
        r" For \(x\), work out what comes back through the block and along the shortcut, and then "
        "the sum of the two."
        if params["parts"]
        else ""
    )
    return (
        rf"The block computes \(z = {V} x\), \(a = {ACTIVATION_TEX[params['activation']]}\) and "
        rf"\(f = {W} a\){rows}. A shortcut adds the input to the result: \(y = x + f\). The error "
        rf"is \({LOSS_TEX[params['loss']]}\){total}. Work out the values and all gradients.{parts}"
    )


def _network(width: int, activation: str, loss: str, *, parts: bool) -> Network:
    vector, matrix = ((width,), (width, width)) if width > 1 else ((), ())
    V, W = ("V", "W") if width > 1 else ("v", "w")
    network = Network()
    network.given("x", Pool(SIGNED_NICE, shape=vector), "the input")
    network.given(V, Pool(SIGNED_NICE, shape=matrix), "the weights into the block")
    network.given(W, Pool(SIGNED_NICE, shape=matrix), "the weights out of the block")
    network.given("t", Pool(TENTHS, shape=vector), "target")
    network.apply("linear", "z", ["x", V], "weighted sums in the block", unit="the block")
    network.apply(
        activation,
        "a",
        ["z"],
        "activations in the block",
        unit="the block",
        attrs=attributes(activation),
    )
    network.apply("linear", "f", ["a", W], "result of the block", unit="the block")
    network.apply("add", "y", ["x", "f"], "output", unit="the shortcut")
    network.apply(loss, "E", ["y", "t"], "error", phase="loss")
    network.backward("E", [W, V, "x"], unless=None if parts else _is_contribution)
    return network


def _is_contribution(step: Step) -> bool:
    """What merely passes through the sum, or along one of the two paths."""
    return step.wrt == "f" or " via " in step.name


def _off(activation: str, width: int) -> tuple[int, int]:
    """A leaky ReLU shows its slope where a sum is negative; of two ReLUs one is off."""
    if activation == "leaky_relu":
        return (1, max(1, width - 1))
    return (1, 1) if activation == "relu" and width > 1 else (0, 0)


def _unfit(values: Mapping[str, Value]) -> Flags:
    """A block with the slope 0 or 1, or an output near its target."""
    through, past = values["dE/dx via z"], values["dE/dx via y"]
    return either(hides_loss(values), has_size(through - past, 0), has_size(past, 0))


FAMILY = Family(
    name="residual",
    version=1,
    order=11,
    title="A residual block",
    summary="An input added to what a small network makes of it: two ways back, one of them free.",
    cannot_reveal=(
        "A block one unit wide has no rows and columns to mix up, and the ReLU in it, if it is on, "
        "looks like a linear unit: the block two units wide shows both."
    ),
    parameters=(
        integer("width", 1, 2, 1, "units in the block"),
        activation_parameter("activation", "leaky_relu", "activation function in the block"),
        flag("parts", True, "ask for the contributions of the two paths too"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "both paths asked": {},
        "only the sum asked": {"parts": False},
        "two ReLUs wide": {"width": 2, "activation": "relu"},
    },
)
