"""A multi-layer perceptron with up to three layers of four units."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import activation_parameter, loss_parameter
from exercises.family import Blueprint, Family
from exercises.parameters import flag, sizes
from exercises.perceptrons import Perceptron
from exercises.perceptrons import blueprint as perceptron_blueprint


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The network that the parameters describe."""
    return perceptron_blueprint(
        Perceptron(
            layers=tuple(params["layers"]),
            hidden=params["activation"],
            output=params["output"],
            loss=params["loss"],
            update=bool(params["update"]),
        )
    )


FAMILY = Family(
    name="mlp",
    version=2,
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
