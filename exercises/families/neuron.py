"""One neuron with one to four inputs and a bias."""

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
from exercises.family import Blueprint, Family, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import integer


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The neuron that the parameters describe."""
    inputs, activation, loss = int(params["inputs"]), params["activation"], params["loss"]
    network = _network(inputs, activation, loss)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="One neuron" if inputs == 1 else f"One neuron with {inputs} inputs",
        prose=(
            r"The neuron computes \(z = \sum_i w_i x_i + b\) and sends out "
            rf"\(y = {ACTIVATION_TEX[activation].split(' = ')[0]}\). Its error is "
            rf"\({LOSS_TEX[loss]}\). Work out the forward values, all gradients, and weights and "
            r"bias after one step of gradient descent with the learning rate \(\eta\)."
        ),
        conventions=printed(loss, {activation}, update=True),
        screen=Screen(
            off=(1, 1) if activation == "leaky_relu" else (0, 0),
            exact=is_exact({activation}),
            decimals=digits({activation}),
        ),
    )


def _network(inputs: int, activation: str, loss: str) -> Network:
    network = Network()
    network.given("x", Pool(SIGNED_NICE, shape=(inputs,)), "the inputs")
    network.given("w", Pool(SIGNED_NICE, shape=(inputs,)), "the weights")
    network.given("b", Pool(TENTHS), "the bias")
    network.given("t", Pool(TENTHS), "target")
    network.given("eta", Pool((5, 2)), "learning rate")
    network.apply("linear", "z", ["x", "w", "b"], "weighted sum of the neuron", unit="the neuron")
    network.apply(
        activation,
        "y",
        ["z"],
        "output of the neuron",
        unit="the neuron",
        attrs=attributes(activation),
    )
    network.apply(loss, "E", ["y", "t"], "error", phase="loss")
    network.backward("E", ["w", "b", "x"])
    network.update("E", ["w", "b"], "eta")
    return network


FAMILY = Family(
    name="neuron",
    version=1,
    order=3,
    title="One neuron",
    summary="One to four inputs, weights and a bias: the chain rule at its smallest.",
    cannot_reveal=(
        "With one neuron there is no path to pass an error along, no other layer, and no matrix "
        "to transpose. A ReLU that is on looks like a linear unit."
    ),
    parameters=(
        integer("inputs", 1, 4, 2, "number of inputs"),
        activation_parameter("activation", "identity", "activation function of the neuron"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "one input": {"inputs": 1},
        "two inputs": {},
        "three inputs": {"inputs": 3, "activation": "relu"},
    },
)
