"""A sigmoid unit with the binary cross-entropy."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import TENTHS, Network
from exercises.parameters import choice, integer
from exercises.values import Value

NICE = (4055, 10986, 13863, 21972)
"""Ten thousand times ln 1.5, ln 3, ln 4 and ln 9: the sigmoid is then 0.6, 0.75, 0.8 and 0.9."""
HALVES = tuple(5 * n for n in (-6, -4, -3, -2, -1, 1, 2, 3, 4, 6))
WHOLE = tuple(10 * n for n in (-4, -3, -2, -1, 1, 2, 3, 4))
_BIASES = tuple(sorted(s * n + 5000 * k for n in NICE for s in (1, -1) for k in range(-8, 9)))
LABELS = {"hard": Pool((0, 1), 0), "soft": Pool((1, 2, 3, 7, 8, 9))}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The unit that the parameters describe."""
    nice = params["sums"] == "nice"
    network = _network(int(params["inputs"]), LABELS[params["label"]], nice=nice)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="A sigmoid with cross-entropy",
        prose=_prose(params["label"], nice=nice),
        conventions={
            "loss": "-(t ln p + (1-t) ln(1-p)), natural logarithm",
            "rounding": "4 decimals; carry on with what you like",
        },
        screen=Screen(exact=False, decimals=4, reject=_off_the_points if nice else _too_steep),
    )


def _prose(label: str, *, nice: bool) -> str:
    what = "is 0 or 1" if label == "hard" else "is a probability itself"
    points = (
        r" The sum is made so that \(p\) comes out at 0.1, 0.2, 0.25, 0.4, 0.6, 0.75, 0.8 or 0.9."
        if nice
        else ""
    )
    return (
        r"The unit computes \(z = \sum_i w_i x_i + b\) and the probability "
        rf"\(p = \frac{{1}}{{1 + e^{{-z}}}}\).{points} The label \(t\) {what}. The loss is the "
        r"binary cross-entropy \(L = -[\,t \ln p + (1 - t) \ln(1 - p)\,]\) with the natural "
        r"logarithm. Work out the loss and all gradients to 4 decimals."
    )


def _off_the_points(values: Mapping[str, Value]) -> Flags:
    sums = np.rint(np.abs(values["z"]) * 1e4)
    return np.asarray(~np.isin(sums, NICE) | _alike(values))


def _too_steep(values: Mapping[str, Value]) -> Flags:
    size = np.abs(values["z"])
    return np.asarray((size < 0.25) | (size > 2.5) | _alike(values))


def _alike(values: Mapping[str, Value]) -> Flags:
    """A label on the probability, or opposite to it, hides one rule behind another."""
    p, t = values["p"], values["t"]
    return np.asarray((np.abs(p - t) < 0.05) | (np.abs(p + t - 1) < 0.05))


def _network(inputs: int, label: Pool, *, nice: bool) -> Network:
    network = Network()
    shape = (inputs,)
    network.given("x", Pool(WHOLE if nice else HALVES, shape=shape), "the inputs")
    network.given("w", Pool(HALVES if nice else TENTHS, shape=shape), "the weights")
    network.given("b", Pool(_BIASES, 4) if nice else Pool(TENTHS), "the bias")
    network.given("t", label, "label")
    network.apply("linear", "z", ["x", "w", "b"], "weighted sum", unit="the unit")
    network.apply("sigmoid", "p", ["z"], "probability", unit="the unit")
    network.apply("binary_cross_entropy", "L", ["p", "t"], "loss", phase="loss")
    network.backward("L", ["w", "b"])
    return network


FAMILY = Family(
    name="logistic_regression",
    version=1,
    order=19,
    title="Sigmoid and cross-entropy",
    summary="One sigmoid unit, a label, the logarithm: why p minus t is all that is left.",
    cannot_reveal=(
        "With one unit there is nothing behind it to pass an error to, and with hard labels only "
        "one of the two logarithms counts at a time."
    ),
    parameters=(
        integer("inputs", 1, 3, 2, "number of inputs"),
        choice("sums", ("nice", "any"), "nice", "weighted sums with a pleasant sigmoid, or any"),
        choice("label", ("hard", "soft"), "hard", "label 0 or 1, or a probability in between"),
    ),
    blueprint=blueprint,
    levels={
        "one input, pleasant probabilities": {"inputs": 1},
        "two inputs, pleasant probabilities": {},
        "any numbers": {"sums": "any"},
        "soft label": {"sums": "any", "label": "soft"},
    },
)
