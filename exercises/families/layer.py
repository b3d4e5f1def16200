"""One layer of units that works on a whole batch, written with matrices."""

from collections.abc import Mapping
from typing import Any

from exercises.family import Blueprint, Family, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import flag, integer
from exercises.rejecting import either, has_size

_WHOLE = tuple(n for n in range(-4, 5) if abs(n) > 1)


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The layer that the parameters describe."""
    network = _network(params)
    asked = [step.name for step in network.steps if step.asked]
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"A layer of {params['outputs']} units, {params['examples']} examples at once",
        prose=_prose(bias=params["bias"]),
        conventions={
            "loss": "U = dE/dY is printed",
            "weights": "out,in",
            "batch": "one example in each row; gradients are sums over the examples",
        },
        screen=Screen(
            largest=60,
            ones=True,
            reject=lambda values: either(*(has_size(values[name], 0) for name in asked)),
        ),
    )


def _prose(*, bias: bool) -> str:
    tail = r" + b\), where \(b\) is added to every row" if bias else r"\)"
    return (
        r"Each row of \(X\) is one example, each row of \(W\) holds the weights of one unit. The "
        rf"layer computes \(Y = X W^\top{tail}. What arrives from the loss at its output is "
        r"printed: \(U = \frac{\partial E}{\partial Y}\). Work out the output and the gradients; "
        r"all examples share the same parameters."
    )


def _network(params: Mapping[str, Any]) -> Network:
    m, n, out = params["examples"], params["inputs"], params["outputs"]
    network = Network()
    network.given("X", Pool(_WHOLE, 0, (m, n)), "the inputs")
    network.given("W", Pool(SIGNED_NICE, 1, (out, n)), "the weights")
    if params["bias"]:
        network.given("b", Pool(TENTHS, 1, (out,)), "the biases")
    parameters = ["W", "b"] if params["bias"] else ["W"]
    network.apply("linear", "Y", ["X", *parameters], "output of the layer", unit="the layer")
    network.upstream("Y", Pool(_WHOLE, 0, (m, out)), given="U")
    network.backward("E", [*parameters, "X"], unless=lambda step: step.wrt in ("Y", "UY"))
    return network


FAMILY = Family(
    name="layer",
    version=1,
    order=17,
    title="A layer in matrix form",
    summary="A batch through one layer: output, and the gradients of weights, biases and inputs.",
    cannot_reveal=(
        "Where weights are not square a transposed matrix does not even fit, so that mistake shows "
        "only with as many inputs as units. Nothing about the loss or its mean over the examples "
        "shows: what arrives from the loss is printed."
    ),
    parameters=(
        integer("examples", 2, 4, 2, "number of examples"),
        integer("inputs", 2, 4, 3, "number of inputs of each unit"),
        integer("outputs", 2, 3, 2, "number of units"),
        flag("bias", True, "every unit has a bias"),
    ),
    blueprint=blueprint,
    levels={
        "two examples": {},
        "square weights": {"examples": 3, "inputs": 2},
        "three units": {"examples": 4, "inputs": 2, "outputs": 3},
    },
)
