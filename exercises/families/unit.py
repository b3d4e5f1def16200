"""A single linear unit with one input: the chain rule at its smallest."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import loss_parameter
from exercises.family import Blueprint, Family, Flags
from exercises.neurons import Neuron
from exercises.neurons import blueprint as neuron_blueprint
from exercises.parameters import flag
from exercises.rejecting import either, has_size, hides_loss, same_size
from exercises.values import Value


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The unit that the parameters describe."""
    return neuron_blueprint(
        Neuron(
            shape=(),
            activation="identity",
            loss=params["loss"],
            title="A single linear unit",
            update=bool(params["update"]),
            reject=_unfit,
        )
    )


def _unfit(values: Mapping[str, Value]) -> Flags:
    """A factor that leaves no trace, or input and weight alike."""
    ones = [has_size(values[name], 1) for name in ("x", "w", "b")]
    return either(hides_loss(values), same_size(values["x"], values["w"]), *ones)


FAMILY = Family(
    name="unit",
    version=1,
    order=3,
    title="A single linear unit",
    summary="One input, one weight, one bias, one error: the chain rule at its smallest.",
    cannot_reveal=(
        "With one unit there is no path to pass an error along and no sum over inputs, and a "
        "linear unit has no slope of an activation."
    ),
    parameters=(
        loss_parameter(),
        flag("update", True, "take one step of gradient descent at the end"),
    ),
    blueprint=blueprint,
    levels={
        "gradients only": {"update": False},
        "full step": {},
        "half the squared error": {"loss": "half_squared_error"},
    },
)
