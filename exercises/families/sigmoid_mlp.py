"""A 2-2-1 network of sigmoid units."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import loss_parameter
from exercises.family import Blueprint, Family
from exercises.network import STRONG, TENTHS
from exercises.parameters import choice, flag
from exercises.perceptrons import Perceptron
from exercises.perceptrons import blueprint as perceptron_blueprint


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The network, with a sigmoid or a linear output."""
    return perceptron_blueprint(
        Perceptron(
            layers=(2, 2, 1),
            hidden="sigmoid",
            output=params["output"],
            loss=params["loss"],
            update=bool(params["update"]),
            weights=STRONG,
            targets=tuple(range(1, 10)) if params["output"] == "sigmoid" else TENTHS,
            eta=(5,),
        )
    )


FAMILY = Family(
    name="sigmoid_mlp",
    version=1,
    order=13,
    title="A 2-2-1 network of sigmoids",
    summary="Two inputs, two hidden units, one output, with sigmoids: four decimals, calculator.",
    cannot_reveal=(
        "A sigmoid has no gate that could be open or shut, and with one output nothing is added "
        "up over outputs."
    ),
    parameters=(
        choice("output", ("sigmoid", "identity"), "sigmoid", "activation of the output unit"),
        loss_parameter(),
        flag("update", True, "take one step of gradient descent at the end"),
    ),
    blueprint=blueprint,
    levels={
        "linear output, gradients only": {"output": "identity", "update": False},
        "sigmoid output, gradients only": {"update": False},
        "full step": {},
    },
)
