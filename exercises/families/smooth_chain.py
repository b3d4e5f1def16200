"""A chain of sigmoid or tanh units."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from exercises.chains import Chain
from exercises.chains import blueprint as chain_blueprint
from exercises.conventions import SMOOTH, loss_parameter
from exercises.family import Blueprint, Family, Flags
from exercises.network import SIGNED_NICE, STRONG
from exercises.parameters import choice, flag, integer
from exercises.rejecting import either
from exercises.values import Value

STRAIGHT = 0.1
"""Nearer to 0 than this a sum is rejected: there sigmoid and tanh are almost straight lines."""
TWICE_ALIKE = (0.659, 0.401)
"""Values of a sigmoid where its slope is the same if the sigmoid is applied once more."""
NEAR = 0.02


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The chain that the parameters describe."""
    return chain_blueprint(
        Chain(
            units=int(params["units"]),
            activation=params["activation"],
            loss=params["loss"],
            rest=bool(params["rest"]),
            numbers=STRONG if params["activation"] == "sigmoid" else SIGNED_NICE,
            eta=(5,),
            reject=_unfit(int(params["units"]), params["activation"]),
        )
    )


def _unfit(units: int, activation: str) -> Callable[[Mapping[str, Value]], Flags]:
    sums = [f"z{i}" for i in range(2, units + 2)]
    sent = [*[f"x{i}" for i in range(2, units + 1)], "y"] if activation == "sigmoid" else []

    def reject(values: Mapping[str, Value]) -> Flags:
        flags = [np.abs(values[name]) < STRAIGHT for name in sums]
        flags += [np.abs(values[name] - a) < NEAR for name in sent for a in TWICE_ALIKE]
        return either(*flags)

    return reject


FAMILY = Family(
    name="smooth_chain",
    version=1,
    order=7,
    title="A chain of sigmoid or tanh units",
    summary="Two or three neurons in a row with a curved activation: four decimals, calculator.",
    cannot_reveal=(
        "A chain has one path, so nothing about sums over paths or about rows and columns of a "
        "weight matrix shows; a smooth activation has no gate that could be open or shut."
    ),
    parameters=(
        integer("units", 2, 3, 2, "number of neurons"),
        choice("activation", SMOOTH, "sigmoid", "activation function of every neuron"),
        flag("rest", True, "every neuron has a rest term (bias)"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "two sigmoids": {},
        "two tanh": {"activation": "tanh"},
        "three sigmoids": {"units": 3},
    },
)
