"""A multi-layer perceptron with up to three layers of four units."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import (
    ACTIVATION_TEX,
    ACTIVATION_WORDS,
    LOSS_TEX,
    activation_parameter,
    digits,
    is_exact,
    loss_parameter,
    printed,
)
from exercises.family import Blueprint, Family, Pool, Screen
from exercises.layers import layered, parameters
from exercises.parameters import flag, sizes


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The network that the parameters describe."""
    layers, hidden, output = params["layers"], params["activation"], params["output"]
    network = layered(layers, hidden, output, params["loss"])
    if params["update"]:
        network.given("eta", Pool((5, 2)), "learning rate")
        network.update("E", parameters(layers), "eta")
    used = {output, *([hidden] if len(layers) > 2 else [])}
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"A {'-'.join(map(str, layers))} network",
        prose=_prose(params),
        conventions=printed(params["loss"], used, update=params["update"], outputs=layers[-1]),
        screen=Screen(
            off=_off(sum(layers[1:-1]), hidden),
            exact=is_exact(used) and len(layers) < 4,
            decimals=digits(used),
        ),
    )


def _prose(params: Mapping[str, Any]) -> str:
    hidden, output, layers = params["activation"], params["output"], params["layers"]
    inner = (
        rf" Hidden units apply {ACTIVATION_WORDS[hidden]}, \({ACTIVATION_TEX[hidden]}\);"
        if len(layers) > 2
        else ""
    )
    outer = (
        " output units are linear."
        if output == "identity"
        else rf" output units apply {ACTIVATION_WORDS[output]}, \({ACTIVATION_TEX[output]}\)."
    )
    step = (
        r" Then take one step of gradient descent with the learning rate \(\eta\)."
        if params["update"]
        else ""
    )
    total = ", summed over the outputs" if layers[-1] > 1 else ""
    return (
        r"Layer \(l\) computes \(z_l = W_l a_{l-1} + b_l\); row \(i\) of \(W_l\) holds the weights "
        rf"that lead into unit \(i\).{inner}{outer} The error is \({LOSS_TEX[params['loss']]}\)"
        rf"{total}. Work out the forward values and all gradients.{step}"
    )


def _off(hidden_units: int, hidden: str) -> tuple[int, int]:
    """Of several hidden ReLUs one is off, so that the gate shows and most gradients do too."""
    if hidden == "leaky_relu" and hidden_units:
        return (1, max(1, hidden_units - 1))
    return (1, 1) if hidden == "relu" and hidden_units > 1 else (0, 0)


FAMILY = Family(
    name="mlp",
    version=1,
    order=12,
    title="A multi-layer perceptron",
    summary="Up to three layers of up to four units: matrices, biases, every gradient.",
    cannot_reveal=(
        "A layer that is not square turns a transposed weight matrix into a shape error, and one "
        "unit per layer hides it; use two or more equal layers to see it. With sigmoid or tanh "
        "nothing about the gate of a ReLU shows."
    ),
    parameters=(
        sizes("layers", (2, 4), 4, [2, 2, 1], "units per layer, the inputs first"),
        activation_parameter("activation", "relu", "activation function of the hidden units"),
        activation_parameter("output", "identity", "activation function of the output units"),
        loss_parameter(),
        flag("update", True, "take one step of gradient descent at the end"),
    ),
    blueprint=blueprint,
    levels={
        "gradients only": {"update": False},
        "full step": {},
        "leaky ReLU": {"activation": "leaky_relu"},
    },
)
