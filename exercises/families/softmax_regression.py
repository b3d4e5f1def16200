"""Softmax and cross-entropy over three classes, from logits or from weights."""

from collections.abc import Mapping
from itertools import permutations
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import choice, flag
from exercises.screening import settled
from exercises.values import Value

LOGARITHMS = {
    0.5: -6931,
    1.0: 0,
    1.5: 4055,
    2.0: 6931,
    2.5: 9163,
    3.0: 10986,
    4.0: 13863,
    5.0: 16094,
}
"""Ten thousand times the natural logarithm of numbers that add up to 4, 5, 8 or 10."""
SHARES = ((1, 2, 5), (2, 3, 5), (1, 4, 5), (1, 3, 4), (0.5, 1.5, 3), (0.5, 1.5, 2), (1, 1.5, 2.5))
CLASSES = 3
_LOGITS = tuple(
    order for share in SHARES for order in permutations(tuple(LOGARITHMS[n] for n in share))
)
_TARGETS = {
    "one-hot": ((10, 0, 0), (0, 10, 0), (0, 0, 10)),
    "soft": tuple(order for t in ((1, 2, 7), (2, 3, 5), (1, 3, 6)) for order in permutations(t)),
}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The classifier that the parameters describe."""
    network = _network(params)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="Softmax and cross-entropy" + (" with weights" if params["weights"] else ""),
        prose=_prose(params),
        conventions=_conventions(weights=params["weights"]),
        screen=Screen(exact=False, decimals=4, reject=_unfit),
    )


def _conventions(*, weights: bool) -> dict[str, Any]:
    found = {
        "loss": "-sum of t ln p, natural logarithm",
        "rounding": "4 decimals; carry on with what you like",
    }
    return {**found, "weights": "out,in"} if weights else found


def _prose(params: Mapping[str, Any]) -> str:
    logits = (
        r"The logits are \(z = W x + b\); row \(k\) of \(W\) belongs to class \(k\). "
        if params["weights"]
        else r"The logits \(z\) are logarithms, rounded to 4 decimals: \(\ln 1.5 = 0.4055\), "
        r"\(\ln 2 = 0.6931\), \(\ln 2.5 = 0.9163\), \(\ln 3 = 1.0986\), \(\ln 4 = 1.3863\), "
        r"\(\ln 5 = 1.6094\). "
    )
    target = (
        r"The target \(t\) has a 1 at the true class"
        if params["target"] == "one-hot"
        else r"The target \(t\) is a distribution, too"
    )
    return (
        rf"{logits}Softmax makes probabilities of them, \(p_k = e^{{z_k}} / \sum_j e^{{z_j}}\). "
        rf"{target}; the loss is the cross-entropy \(L = -\sum_k t_k \ln p_k\) with the natural "
        r"logarithm. Work out probabilities, loss and gradients to 4 decimals."
    )


def _unfit(values: Mapping[str, Value]) -> Flags:
    """Probabilities alike, nearly zero, or on their target; logits whose sum is nearly zero."""
    p, z = settled(values["p"]), values["z"]
    near = np.abs(p - np.roll(p, 1, axis=-1)) < 0.05
    bad = near | (p < 0.05) | (np.abs(p - values["t"]) < 0.04)
    return np.asarray(bad.any(-1) | (np.abs(z.sum(-1)) < 0.1))


def _network(params: Mapping[str, Any]) -> Network:
    network = Network()
    if params["weights"]:
        network.given("x", Pool(SIGNED_NICE, shape=(2,)), "the inputs")
        network.given("W", Pool(SIGNED_NICE, shape=(CLASSES, 2)), "the weights")
        network.given("b", Pool(TENTHS, shape=(CLASSES,)), "the biases")
    else:
        network.given("z", Pool((), 4, (CLASSES,), _LOGITS), "the logits")
    network.given("t", Pool((), 1, (CLASSES,), _TARGETS[params["target"]]), "target")
    if params["weights"]:
        network.apply("linear", "z", ["x", "W", "b"], "logits", unit="the output layer")
    network.apply("softmax", "p", ["z"], "probabilities", unit="the output layer")
    network.apply("categorical_cross_entropy", "L", ["p", "t"], "loss", phase="loss")
    by_p = params["by_p"]
    wrt = ["W", "b"] if params["weights"] else ["z"]
    network.backward("L", wrt, unless=lambda step: step.wrt == "p" and not by_p)
    return network


FAMILY = Family(
    name="softmax_regression",
    version=1,
    order=20,
    title="Softmax and cross-entropy",
    summary="Three classes: probabilities, the loss, and why p minus t is all that is left.",
    cannot_reveal=(
        "With a target of one class, using only the diagonal of the softmax slope looks the same "
        "as a slope for the true class only: a soft target tells them apart. Whether the slope of "
        "the logarithm is known shows only where the slope by the probabilities is asked."
    ),
    parameters=(
        flag("weights", False, "the logits come from inputs, weights and biases"),
        choice("target", ("one-hot", "soft"), "one-hot", "one true class, or a distribution"),
        flag("by_p", False, "ask for the slope by the probabilities as well"),
    ),
    blueprint=blueprint,
    levels={
        "one true class": {},
        "soft target": {"target": "soft"},
        "step by step": {"target": "soft", "by_p": True},
        "with weights": {"weights": True},
    },
)
