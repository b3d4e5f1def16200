"""One neuron: what the families of a single unit have in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exercises.conventions import (
    ACTIVATION_TEX,
    LOSS_TEX,
    attributes,
    digits,
    is_exact,
    printed,
)
from exercises.family import Blueprint, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.values import Shape, Value


@dataclass(frozen=True)
class Neuron:
    """A neuron as a family describes it.

    ``shape`` is that of input and weights: a vector, or a number for one wire.
    """

    shape: Shape
    activation: str
    loss: str
    title: str
    update: bool = True
    reject: Callable[[Mapping[str, Value]], Flags] | None = None


def blueprint(neuron: Neuron) -> Blueprint:
    """The exercise of a neuron: forward values, all gradients, one step of gradient descent."""
    activation = neuron.activation
    network = _network(neuron)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=neuron.title,
        prose=_prose(neuron),
        conventions=printed(neuron.loss, {activation}, update=neuron.update),
        screen=Screen(
            off=(1, 1) if activation == "leaky_relu" else (0, 0),
            exact=is_exact({activation}),
            decimals=digits({activation}),
            reject=neuron.reject,
        ),
    )


def _prose(neuron: Neuron) -> str:
    total = r"\sum_i w_i x_i + b" if neuron.shape else r"w x + b"
    task = (
        r"all gradients, and weights and bias after one step of gradient descent with the learning "
        r"rate \(\eta\)."
        if neuron.update
        else "and all gradients."
    )
    comma = "," if neuron.update else ""
    return (
        rf"The neuron computes \(z = {total}\) and sends out "
        rf"\(y = {ACTIVATION_TEX[neuron.activation].split(' = ')[0]}\). Its error is "
        rf"\({LOSS_TEX[neuron.loss]}\). Work out the forward values{comma} {task}"
    )


def _network(neuron: Neuron) -> Network:
    network = Network()
    several = bool(neuron.shape)
    inputs, weights = ("the inputs", "the weights") if several else ("the input", "the weight")
    network.given("x", Pool(SIGNED_NICE, shape=neuron.shape), inputs)
    network.given("w", Pool(SIGNED_NICE, shape=neuron.shape), weights)
    network.given("b", Pool(TENTHS), "the bias")
    network.given("t", Pool(TENTHS), "target")
    if neuron.update:
        network.given("eta", Pool((5, 2)), "learning rate")
    network.apply("linear", "z", ["x", "w", "b"], "weighted sum of the neuron", unit="the neuron")
    network.apply(
        neuron.activation,
        "y",
        ["z"],
        "output of the neuron",
        unit="the neuron",
        attrs=attributes(neuron.activation),
    )
    network.apply(neuron.loss, "E", ["y", "t"], "error", phase="loss")
    network.backward("E", ["w", "b", "x"])
    if neuron.update:
        network.update("E", ["w", "b"], "eta")
    return network
