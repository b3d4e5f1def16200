"""Two steps of gradient descent with momentum."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import LOSS_TEXT
from exercises.family import Blueprint, Family, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import choice

RULE = "v' = beta v + g, then w' = w - eta v'"
RATES = (1, 2)
FACTORS = {"0.5": (5,), "0.9": (9,)}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """Two steps, with gradients as the parameters say."""
    given = params["gradients"] == "given"
    network = _with_given_gradients() if given else _with_a_neuron()
    network.pools["beta"] = Pool(FACTORS[params["beta"]])
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="Two steps with momentum",
        prose=_prose(given=given),
        conventions={
            "momentum": RULE,
            **({} if given else {"loss": LOSS_TEXT["squared_error"]}),
        },
        screen=Screen(exact=given, decimals=3 if given else 4),
    )


def _prose(*, given: bool) -> str:
    rule = (
        r"Gradient descent with momentum keeps a velocity \(v\) beside the weight \(w\). Each "
        r"step first renews the velocity, \(v \leftarrow \beta v + g\), where \(g\) is the "
        r"gradient, and then moves the weight with the new velocity, \(w \leftarrow w - \eta v\)."
    )
    if given:
        return (
            rf"{rule} Start from \(v_0\) and \(w_0\), and take two steps with the gradients "
            r"\(g_1\) and \(g_2\)."
        )
    return (
        rf"{rule} The weight belongs to a linear neuron \(y = w x\) with the error "
        r"\(E = (y - t)^2\), and \(v\) is the velocity so far. Take two steps; the second gradient "
        r"belongs to the weight after the first."
    )


def _with_given_gradients() -> Network:
    network = Network()
    network.given("w0", Pool(SIGNED_NICE), "weight at the start")
    network.given("v0", Pool(SIGNED_NICE), "velocity at the start")
    for i in (1, 2):
        network.given(f"g{i}", Pool(TENTHS), f"gradient of step {i}")
    network.given("beta", Pool((5,)), "momentum factor")
    network.given("eta", Pool(RATES), "learning rate")
    for i in (1, 2):
        velocity = [f"v{i - 1}", f"g{i}", "beta"]
        network.apply("momentum", f"v{i}", velocity, f"velocity of step {i}", phase="update")
        step = [f"w{i - 1}", f"v{i}", "eta"]
        network.apply("sgd", f"w{i}", step, f"weight after step {i}", phase="update")
    return network


def _with_a_neuron() -> Network:
    network = Network()
    network.given("x", Pool(SIGNED_NICE), "the input")
    network.given("w", Pool(SIGNED_NICE), "the weight")
    network.given("t", Pool(TENTHS), "target")
    network.given("v", Pool(SIGNED_NICE), "velocity so far")
    network.given("beta", Pool((5,)), "momentum factor")
    network.given("eta", Pool(RATES), "learning rate")
    network.apply("linear", "y", ["x", "w"], "output of the neuron", unit="the neuron")
    network.apply("squared_error", "E", ["y", "t"], "error", phase="loss", asked=False)
    network.backward("E", ["w"])
    _move(network, "w", "v", "E", "after the first step")
    network.again(["w"])
    network.backward("E'", ["w'"])
    _move(network, "w'", "v'", "E'", "after the second step")
    return network


def _move(network: Network, weight: str, velocity: str, error: str, when: str) -> None:
    slope = f"d{error}/d{weight}"
    network.apply(
        "momentum", f"{velocity}'", [velocity, slope, "beta"], f"velocity {when}", phase="update"
    )
    step = [weight, f"{velocity}'", "eta"]
    network.apply("sgd", f"{weight}'", step, f"weight {when}", phase="update")


FAMILY = Family(
    name="momentum",
    version=1,
    order=23,
    title="Momentum",
    summary="Velocity and weight over two steps, with given gradients or with those of a neuron.",
    cannot_reveal=(
        "One weight, no activation: nothing about passing an error back shows. With beta one half "
        "a confusion of beta and its complement stays hidden: draw 0.9."
    ),
    parameters=(
        choice("gradients", ("given", "neuron"), "given", "printed, or worked out for a neuron"),
        choice("beta", tuple(FACTORS), "0.5", "how much of the old velocity is kept"),
    ),
    blueprint=blueprint,
    levels={
        "given gradients": {},
        "given gradients, slow decay": {"beta": "0.9"},
        "gradients of a neuron": {"gradients": "neuron"},
    },
)
