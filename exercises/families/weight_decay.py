"""A linear unit whose weights are penalised: error plus L2 penalty, and one step."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from exercises.conventions import printed
from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import choice, integer
from exercises.screening import settled
from exercises.values import Value

FORMS = {"whole": (1.0, r"\lambda", "lambda"), "half": (0.5, r"\frac{\lambda}{2}", "lambda/2")}
"""Constant, LaTeX and words of what stands in front of the sum of the squares."""
STRENGTHS = (1, 2, 3, 4)
ETA = 0.5


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The unit that the parameters describe."""
    factor, tex, words = FORMS[params["form"]]
    network = _network(int(params["inputs"]), factor)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="An error with a penalty on the weights",
        prose=(
            r"A linear unit computes \(y = \sum_i w_i x_i + b\). Its error is \(E = (y - t)^2\), "
            rf"the penalty on its weights \(R = {tex} \sum_i w_i^2\), without the bias. The loss "
            r"is \(L = E + R\). A weight acts on both: work out what comes back to it along either "
            r"way, add up, and take one step of gradient descent with the learning rate \(\eta\)."
        ),
        conventions={
            **printed("squared_error", {"identity"}, update=True),
            "penalty": f"{words} times the sum of w^2, biases excluded",
        },
        screen=Screen(reject=_is_unfit),
    )


def _is_unfit(values: Mapping[str, Value]) -> Flags:
    """Weights of size one, or a slope of the error that the other form would give."""
    w, u = np.abs(values["w"]), settled(np.abs(values["y"] - values["t"]))
    return np.asarray((w == 1).any(1) | np.isin(u, (0, 1, 2)))


def _network(inputs: int, factor: float) -> Network:
    network = Network()
    network.given("x", Pool(SIGNED_NICE, shape=(inputs,)), "the inputs")
    network.given("w", Pool(SIGNED_NICE, shape=(inputs,)), "the weights")
    network.given("b", Pool(TENTHS), "the bias")
    network.given("t", Pool(TENTHS), "target")
    network.given("lambda", Pool(STRENGTHS), "strength of the penalty")
    network.given("eta", Pool((round(10 * ETA),)), "learning rate")
    network.apply("linear", "y", ["x", "w", "b"], "output of the unit", unit="the unit")
    network.apply("squared_error", "E", ["y", "t"], "error", phase="loss")
    network.apply(
        "l2_penalty", "R", ["w", "lambda"], "penalty", phase="loss", attrs={"factor": factor}
    )
    network.apply("add", "L", ["E", "R"], "loss", phase="loss")
    network.backward("L", ["w", "b"], unless=lambda step: step.wrt in ("E", "R"))
    network.update("L", ["w", "b"], "eta")
    return network


FAMILY = Family(
    name="weight_decay",
    version=1,
    order=21,
    title="L2 penalty",
    summary="Error plus penalty: two ways back to every weight, one to the bias, and a step.",
    cannot_reveal=(
        "A single linear unit: nothing about activations, layers or paths through the network "
        "shows. With one weight a forgotten sum over the weights stays hidden."
    ),
    parameters=(
        integer("inputs", 1, 3, 2, "number of inputs"),
        choice("form", tuple(FORMS), "whole", "the penalty: lambda times the squares, or half"),
    ),
    blueprint=blueprint,
    levels={
        "one weight": {"inputs": 1},
        "two weights": {},
        "two weights, half the penalty": {"form": "half"},
    },
)
