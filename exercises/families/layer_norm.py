"""Layer norm of one or two examples with four or five features."""

from collections.abc import Mapping
from typing import Any

from exercises import normalising
from exercises.family import Blueprint, Family, Pool
from exercises.network import Network
from exercises.parameters import flag, integer


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The layer that the parameters describe."""
    features, examples = int(params["features"]), int(params["examples"])
    shape = (features,) if examples == 1 else (examples, features)
    drawn = normalising.lines(features) if examples == 1 else normalising.pairs(features)
    network = Network()
    network.given("x", Pool(choices=drawn, shape=shape), "the inputs")
    normalising.normalise(network, shape, (features,), steps=params["steps"])
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="Layer norm, step by step" if params["steps"] else "Layer norm",
        prose=_prose(features, examples),
        conventions=normalising.CONVENTIONS,
        screen=normalising.SCREEN,
    )


def _prose(features: int, examples: int) -> str:
    what = (
        rf"One example with \(N = {features}\) features, \(x_1\) to \(x_{features}\). Layer norm "
        r"takes the mean \(\mu\) over the features and computes "
        if examples == 1
        else rf"Each row of \(x\) is one example with \(N = {features}\) features. Layer norm "
        r"takes the mean \(\mu\) over the features of each example by itself and computes "
    )
    shared = "" if examples == 1 else r" All examples share \(\gamma\) and \(\beta\)."
    return (
        rf"{what}{normalising.RULE}\(s = \gamma \odot \hat{{x}}\) and \(y = s + \beta\), with a "
        rf"scale and a shift of its own for every feature.{shared} The variance is divided by "
        r"\(N\), and \(\varepsilon = 0\). What arrives from the loss is given: "
        r"\(u = \partial E / \partial y\). Work out the forward values and all gradients."
    )


FAMILY = Family(
    name="layer_norm",
    version=1,
    order=33,
    title="Layer norm",
    summary="Normalises along the features of one example; scale and shift belong to the features.",
    cannot_reveal=(
        "With one example there is no batch to normalise over by mistake, and nothing to add up in "
        "the gradients of scale and shift; take two to see both."
    ),
    parameters=(
        integer("features", 4, 5, 4, "number of features"),
        integer("examples", 1, 2, 1, "number of examples"),
        flag("steps", False, "ask for every stage of the way back"),
    ),
    blueprint=blueprint,
    levels={
        "step by step": {"steps": True},
        "in one go": {},
        "five features": {"features": 5},
        "two examples": {"examples": 2},
    },
)
