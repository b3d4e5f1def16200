"""Chains of single units: what the lecture handout and the chain family have in common."""

from collections.abc import Mapping

from exercises.conventions import attributes
from exercises.family import Pool
from exercises.network import Network


def chain(
    pools: Mapping[str, Pool],
    units: int,
    activation: str,
    loss: str,
    *,
    rest: bool,
    rest_asked: bool,
    second_asked: bool = False,
) -> Network:
    """x1 -> unit 2 -> ... -> y -> E with weights w1, w2, ... and rest terms r2, r3, ....

    Forward, loss, backward, update, and the second forward pass after the step.
    """
    network = Network()
    network.given("x1", pools["x1"], "input 1")
    for i in range(1, units + 1):
        network.given(f"w{i}", pools[f"w{i}"], f"weight {i}")
    for i in range(2, units + 2) if rest else ():
        network.given(f"r{i}", pools[f"r{i}"], f"rest term {i}")
    network.given("t", pools["t"], "target")
    network.given("eta", pools["eta"], "learning rate")
    _forward(network, units, activation, loss, rest=rest)
    weights = [f"w{i}" for i in range(units, 0, -1)]
    rests = [f"r{i}" for i in range(units + 1, 1, -1)] if rest and rest_asked else []
    network.backward("E", ["x1", *weights, *rests])
    network.update("E", [*weights, *rests], "eta")
    network.again([*weights, *rests], asked=second_asked)
    return network


def _forward(network: Network, units: int, activation: str, loss: str, *, rest: bool) -> None:
    value = "x1"
    for i in range(1, units + 1):
        unit, last = f"neuron {i + 1}", i == units
        inputs = [value, f"w{i}", *([f"r{i + 1}"] if rest else [])]
        z = network.apply("linear", f"z{i + 1}", inputs, f"weighted input of {unit}", unit=unit)
        value = network.apply(
            activation,
            "y" if last else f"x{i + 1}",
            [z],
            "output of the network" if last else f"output of {unit}",
            unit=unit,
            attrs=attributes(activation),
        )
    network.apply(loss, "E", [value, "t"], "error", phase="loss")
