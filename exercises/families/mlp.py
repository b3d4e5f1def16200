"""A multi-layer perceptron with up to three layers of four units."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import (
    ACTIVATION_TEX,
    ACTIVATION_WORDS,
    LOSS_TEX,
    activation_parameter,
    attributes,
    digits,
    is_exact,
    loss_parameter,
    printed,
)
from exercises.family import Blueprint, Family, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import flag, sizes


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The network that the parameters describe."""
    layers, hidden, output = params["layers"], params["activation"], params["output"]
    network = _network(params)
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


def _network(params: Mapping[str, Any]) -> Network:
    layers = params["layers"]
    depth = len(layers) - 1
    network = Network()
    network.given("x", Pool(SIGNED_NICE, shape=(layers[0],)), "the inputs")
    for i in range(1, depth + 1):
        network.given(
            f"W{i}",
            Pool(SIGNED_NICE, shape=(layers[i], layers[i - 1])),
            f"the weights of layer {i}",
        )
        network.given(f"b{i}", Pool(TENTHS, shape=(layers[i],)), f"the biases of layer {i}")
    network.given("t", Pool(TENTHS, shape=(layers[-1],) if layers[-1] > 1 else (1,)), "target")
    if params["update"]:
        network.given("eta", Pool((5, 2)), "learning rate")
    _forward(network, depth, params["activation"], params["output"])
    network.apply(params["loss"], "E", ["y", "t"], "error", phase="loss")
    parameters = [f"{kind}{i}" for i in range(depth, 0, -1) for kind in ("W", "b")]
    network.backward("E", parameters)
    if params["update"]:
        network.update("E", parameters, "eta")
    return network


def _forward(network: Network, depth: int, hidden: str, output: str) -> None:
    value = "x"
    for i in range(1, depth + 1):
        last = i == depth
        layer = "the output layer" if last else f"layer {i}"
        activation = output if last else hidden
        z = network.apply(
            "linear", f"z{i}", [value, f"W{i}", f"b{i}"], f"weighted sums of {layer}", unit=layer
        )
        value = network.apply(
            activation,
            "y" if last else f"a{i}",
            [z],
            "output of the network" if last else f"activations of {layer}",
            unit=layer,
            attrs=attributes(activation),
        )


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
