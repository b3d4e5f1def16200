"""Batch norm of one feature over a batch of four or five examples."""

from collections.abc import Mapping
from typing import Any

from exercises import normalising
from exercises.family import Blueprint, Family, Pool
from exercises.network import Network
from exercises.parameters import flag, integer


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The layer that the parameters describe."""
    batch = int(params["batch"])
    network = Network()
    values = Pool(choices=normalising.lines(batch), shape=(batch,))
    network.given("x", values, "the inputs")
    normalising.normalise(network, (batch,), (), steps=params["steps"])
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="Batch norm, step by step" if params["steps"] else "Batch norm",
        prose=(
            rf"One feature of a batch of \(N = {batch}\) examples: \(x_i\) is its value in example "
            r"\(i\), \(\mu\) the mean over the batch. Batch norm computes "
            rf"{normalising.RULE}\(s = \gamma \hat{{x}}\) and \(y = s + \beta\). The variance is "
            r"divided by \(N\), and \(\varepsilon = 0\). What arrives from the loss is given: "
            r"\(u_i = \partial E / \partial y_i\). Work out the forward values and all gradients."
        ),
        conventions=normalising.CONVENTIONS,
        screen=normalising.SCREEN,
    )


FAMILY = Family(
    name="batch_norm",
    version=1,
    order=32,
    title="Batch norm",
    summary="Mean and spread depend on every value, so every value has three ways to the loss.",
    cannot_reveal=(
        "One feature is normalised, so nothing shows of which way the mean runs through a table; "
        "layer norm shows it. With two or three examples there is next to nothing to see."
    ),
    parameters=(
        integer("batch", 4, 5, 4, "number of examples in the batch"),
        flag("steps", False, "ask for every stage of the way back"),
    ),
    blueprint=blueprint,
    levels={
        "step by step": {"steps": True},
        "in one go": {},
        "five examples": {"batch": 5},
    },
)
