"""A chain of leaky ReLUs, some of them below zero."""

from collections.abc import Mapping
from typing import Any

from exercises.chains import Chain
from exercises.chains import blueprint as chain_blueprint
from exercises.conventions import loss_parameter
from exercises.family import Blueprint, Family
from exercises.parameters import choice, flag, integer
from exercises.rejecting import hides_loss

HALVES = tuple(n for n in range(-20, 21, 5) if n)
SLOPES = {"0.5": 0.5, "0.25": 0.25}
"""With a slope of 0.1 no chain has short numbers and tells the wrong rules apart."""


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The chain that the parameters describe: one neuron or more, but not all, below zero."""
    units = int(params["units"])
    return chain_blueprint(
        Chain(
            units=units,
            activation="leaky_relu",
            loss=params["loss"],
            rest=bool(params["rest"]),
            off=(1, units - 1),
            numbers=HALVES,
            slope=SLOPES[params["slope"]],
            reject=hides_loss,
        )
    )


FAMILY = Family(
    name="leaky_chain",
    version=1,
    order=6,
    title="A chain of leaky ReLUs",
    summary="Two to four neurons in a row whose slope below zero is small, but not zero.",
    cannot_reveal=(
        "A chain has one path, so nothing about sums over paths or about rows and columns of a "
        "weight matrix shows."
    ),
    parameters=(
        integer("units", 2, 4, 3, "number of neurons"),
        choice("slope", tuple(SLOPES), "0.5", "slope for negative sums"),
        flag("rest", True, "every neuron has a rest term (bias)"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "two neurons": {"units": 2},
        "three neurons": {},
        "a quarter": {"units": 2, "slope": "0.25"},
    },
)
