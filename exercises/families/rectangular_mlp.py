"""A network whose layers have different sizes: rows and columns cannot be mixed up unseen."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import activation_parameter, loss_parameter
from exercises.family import Blueprint, Family
from exercises.parameters import choice
from exercises.perceptrons import Perceptron
from exercises.perceptrons import blueprint as perceptron_blueprint

WEIGHTS = tuple(sign * n for n in (5, 15, 20, 25) for sign in (1, -1))
"""Halves keep the sums of many products short."""
LAYERS = {"2-3-1": (2, 3, 1), "2-3-2": (2, 3, 2), "3-2-3": (3, 2, 3)}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The network that the parameters describe: forward values and gradients, as matrices."""
    return perceptron_blueprint(
        Perceptron(
            layers=LAYERS[params["sizes"]],
            hidden=params["activation"],
            output="identity",
            loss=params["loss"],
            update=False,
            weights=WEIGHTS,
        )
    )


FAMILY = Family(
    name="rectangular_mlp",
    version=1,
    order=15,
    title="A network with matrices that are not square",
    summary="Layers of two and three units: every value a vector or a matrix, each of its shape.",
    cannot_reveal=(
        "No weight matrix is square, so a transposed one does not fit at all: it shows as a table "
        "that cannot be filled, not as a wrong number."
    ),
    parameters=(
        choice("sizes", tuple(LAYERS), "2-3-2", "units per layer, the inputs first"),
        activation_parameter("activation", "relu", "activation function of the hidden units"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "one output": {"sizes": "2-3-1"},
        "two outputs": {},
        "three outputs": {"sizes": "3-2-3"},
    },
)
