"""A chain of two to four units."""

from collections.abc import Mapping
from typing import Any

from exercises.chains import Chain
from exercises.chains import blueprint as chain_blueprint
from exercises.conventions import activation_parameter, loss_parameter
from exercises.family import Blueprint, Family
from exercises.parameters import choice, flag, integer


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The chain that the parameters describe."""
    units, activation = int(params["units"]), params["activation"]
    off = _off(params["off"], activation, units)
    return chain_blueprint(
        Chain(units, activation, params["loss"], rest=bool(params["rest"]), off=off)
    )


def _off(choice_: str, activation: str, units: int) -> tuple[int, int]:
    """How many units have a negative sum: for a leaky ReLU about half, or its slope hides."""
    if activation == "leaky_relu":
        return (units // 2, units - 1)
    return (1, 1) if choice_ == "one" else (0, 0)


FAMILY = Family(
    name="chain",
    version=2,
    order=5,
    title="A chain of neurons",
    summary="Two to four neurons in a row, any activation, with or without rest terms.",
    cannot_reveal=(
        "A chain has one path, so nothing about sums over paths or about rows and columns of a "
        "weight matrix shows. With ReLU it shows the gradients (off=none) or the gate (off=one), "
        "never both: work one of each."
    ),
    parameters=(
        integer("units", 2, 4, 3, "number of neurons"),
        activation_parameter("activation", "relu", "activation function of every neuron"),
        flag("rest", True, "every neuron has a rest term (bias)"),
        choice("off", ("none", "one"), "none", "ReLU only: whether one neuron is switched off"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "two neurons": {"units": 2},
        "three neurons": {},
        "one neuron off": {"off": "one"},
    },
)
