"""A chain of two to four units."""

from collections.abc import Mapping
from typing import Any

from exercises.chains import chain
from exercises.conventions import (
    ACTIVATION_TEX,
    LOSS_TEX,
    activation_parameter,
    digits,
    is_exact,
    loss_parameter,
    printed,
)
from exercises.family import Blueprint, Family, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS
from exercises.parameters import choice, flag, integer

COUNT = {2: "two", 3: "three", 4: "four"}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The chain that the parameters describe."""
    units, activation, loss = int(params["units"]), params["activation"], params["loss"]
    rest = bool(params["rest"])
    network = chain(_pools(units, activation), units, activation, loss, rest=rest, rest_asked=rest)
    tail = r" + r_{n+1}\), where the rest term \(r\) is its bias" if rest else r"\)"
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"A chain of {COUNT[units]} neurons",
        prose=(
            rf"Neuron \(n+1\) computes \(z_{{n+1}} = w_n x_n{tail}, and sends on "
            rf"\({ACTIVATION_TEX[activation]}\). The error of the output \(y\) is "
            rf"\({LOSS_TEX[loss]}\). Work out the forward values, the gradients, and the weights "
            r"after one step of gradient descent with the learning rate \(\eta\)."
        ),
        conventions=printed(loss, {activation}, update=True),
        screen=Screen(
            off=_off(params["off"], activation, units),
            exact=is_exact({activation}),
            decimals=digits({activation}),
        ),
    )


def _pools(units: int, activation: str) -> dict[str, Pool]:
    nice = Pool(SIGNED_NICE)
    weights = {f"w{i}": nice for i in range(1, units + 1)}
    rests = {f"r{i}": Pool(TENTHS) for i in range(2, units + 2)}
    target = Pool(tuple(range(2, 10)) if activation == "sigmoid" else TENTHS)
    return {"x1": nice, **weights, **rests, "t": target, "eta": Pool((5, 2))}


def _off(choice_: str, activation: str, units: int) -> tuple[int, int]:
    """How many units have a negative sum: for a leaky ReLU about half, or its slope hides."""
    if activation == "leaky_relu":
        return (units // 2, units - 1)
    return (1, 1) if choice_ == "one" else (0, 0)


FAMILY = Family(
    name="chain",
    version=1,
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
