"""A whole step of gradient descent, and the forward pass once more: the error must fall."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from exercises.chains import chain
from exercises.conventions import ACTIVATION_TEX, LOSS_TEX, loss_parameter, printed
from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.layers import Layer, layered, parameters
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import choice
from exercises.screening import GAP, settled
from exercises.values import Value

RATES = (1, 2, 5)
CHAINS = {"chain of two": 2, "chain of three": 3}
_CHAIN = (
    r"Neuron \(n+1\) computes \(z_{n+1} = w_n x_n + r_{n+1}\), where the rest term \(r\) is its "
    rf"bias, and sends on \({ACTIVATION_TEX['leaky_relu']}\). The output is \(y\)."
)
ACTIVATIONS = {
    "neuron": "identity",
    "chain of two": "leaky_relu",
    "chain of three": "leaky_relu",
    "2-2-1": "relu",
}
OFF = {"neuron": (0, 0), "chain of two": (1, 1), "chain of three": (1, 2), "2-2-1": (1, 1)}
"""How many units are off, so that slopes show on both sides of the kink."""
NETWORKS = {
    "neuron": r"A linear neuron computes \(y = \sum_i w_i x_i + b\).",
    "chain of two": _CHAIN,
    "chain of three": _CHAIN,
    "2-2-1": r"Layer \(l\) computes \(z_l = W_l a_{l-1} + b_l\); row \(i\) of \(W_l\) holds the "
    r"weights that lead into unit \(i\). Hidden units apply ReLU, \(\max(0, z)\); the output "
    r"unit is linear.",
}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The network that the parameters name."""
    shape, loss = params["network"], params["loss"]
    network = _drawn(shape, loss)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="A step, and the error once more",
        prose=_prose(shape, loss),
        conventions=printed(loss, {ACTIVATIONS[shape]}, update=True),
        screen=Screen(
            off=OFF[shape],
            exact=shape == "neuron",
            decimals=3 if shape == "neuron" else 4,
            reject=_does_not_learn,
        ),
    )


def _prose(shape: str, loss: str) -> str:
    return (
        rf"{NETWORKS[shape]} The error is \({LOSS_TEX[loss]}\). Work out the forward values and "
        r"the gradients, and take one step of gradient descent with the learning rate \(\eta\), "
        r"all gradients with the old weights. Then go forward once more with the new weights: the "
        r"error \(E'\) must have become smaller."
    )


def _does_not_learn(values: Mapping[str, Value]) -> Flags:
    """The error must fall, and by so much that it can be seen."""
    before, after = settled(values["E"]), settled(values["E'"])
    return np.asarray(after > before - 10 * GAP)


def _drawn(shape: str, loss: str) -> Network:
    if shape == "neuron":
        return _neuron(loss)
    if shape == "2-2-1":
        return _layers(loss)
    units = CHAINS[shape]
    nice, rest = Pool(SIGNED_NICE), Pool(TENTHS)
    weights = {f"w{i}": nice for i in range(1, units + 1)}
    rests = {f"r{i}": rest for i in range(2, units + 2)}
    pools = {"x1": nice, **weights, **rests, "t": rest, "eta": Pool(RATES)}
    return chain(pools, units, "leaky_relu", loss, rest=True, rest_asked=True, second_asked=True)


def _neuron(loss: str) -> Network:
    network = Network()
    network.given("x", Pool(SIGNED_NICE, shape=(2,)), "the inputs")
    network.given("w", Pool(SIGNED_NICE, shape=(2,)), "the weights")
    network.given("b", Pool(TENTHS), "the bias")
    network.given("t", Pool(TENTHS), "target")
    network.apply("linear", "y", ["x", "w", "b"], "output of the neuron", unit="the neuron")
    network.apply(loss, "E", ["y", "t"], "error", phase="loss")
    network.backward("E", ["w", "b"])
    return _stepped(network, ["w", "b"])


def _layers(loss: str) -> Network:
    network = layered(2, (Layer(2, "relu"), Layer(1)), loss)
    return _stepped(network, parameters(network))


def _stepped(network: Network, names: Sequence[str]) -> Network:
    """With a step for all parameters, and the forward pass after it."""
    network.given("eta", Pool(RATES), "learning rate")
    network.update("E", names, "eta")
    network.again(names)
    return network


FAMILY = Family(
    name="full_step",
    version=1,
    order=22,
    title="A full step, checked",
    summary="Forward, back, update, and forward again with the new weights: the error falls.",
    cannot_reveal=(
        "In a single neuron and in a chain there is one path only, so nothing about sums over "
        "paths shows; in the 2-2-1 network the unit that is off learns nothing."
    ),
    parameters=(
        choice("network", tuple(NETWORKS), "chain of two", "the network that takes the step"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "one neuron": {"network": "neuron"},
        "chain of two": {},
        "chain of three": {"network": "chain of three"},
        "2-2-1 network": {"network": "2-2-1"},
    },
)
