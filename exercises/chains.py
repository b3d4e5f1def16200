"""Chains of single units: what the lecture handout and the chain family have in common."""

from collections.abc import Mapping, Sequence

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
) -> Network:
    """x1 -> unit 2 -> ... -> y -> E with weights w1, w2, ... and rest terms r2, r3, ....

    Forward, loss, backward, update, and (not asked) the second forward pass after the step.
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
    _forward(network, units, activation, loss, rest=rest, after=[*weights, *rests])
    return network


def _forward(
    network: Network,
    units: int,
    activation: str,
    loss: str,
    *,
    rest: bool,
    after: Sequence[str] = (),
) -> None:
    """One forward pass; ``after`` names the parameters that an update has changed."""
    prime, suffix = ("'", " after the step") if after else ("", "")
    phase, asked = ("update" if after else "forward"), not after

    def now(name: str) -> str:
        return name + "'" if name in after else name

    value = "x1"
    for i in range(1, units + 1):
        unit, last = f"neuron {i + 1}", i == units
        inputs = [value, now(f"w{i}"), *([now(f"r{i + 1}")] if rest else [])]
        words = f"weighted input of {unit}{suffix}"
        z = network.apply(
            "linear", f"z{i + 1}{prime}", inputs, words, unit=unit, phase=phase, asked=asked
        )
        value = network.apply(
            activation,
            ("y" if last else f"x{i + 1}") + prime,
            [z],
            ("output of the network" if last else f"output of {unit}") + suffix,
            unit=unit,
            phase=phase,
            asked=asked,
            attrs=attributes(activation),
        )
    phase = "update" if after else "loss"
    network.apply(loss, f"E{prime}", [value, "t"], f"error{suffix}", phase=phase, asked=asked)
