"""Layers of units, each fed by all units before it: what families of such networks share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exercises.conventions import attributes
from exercises.family import Pool
from exercises.network import SIGNED_NICE, TENTHS, Network


@dataclass(frozen=True)
class Layer:
    """``units`` in a row; ``bias``: each has one."""

    units: int
    activation: str = "identity"
    bias: bool = True


@dataclass(frozen=True)
class Numbers:
    """What a kind of given is drawn from: numerators over 10^decimals."""

    numerators: tuple[int, ...]
    decimals: int = 1


USUAL = {
    "inputs": Numbers(SIGNED_NICE),
    "weights": Numbers(SIGNED_NICE),
    "biases": Numbers(TENTHS),
    "target": Numbers(TENTHS),
    "eta": Numbers((5, 2)),
}


def parameters(network: Network) -> list[str]:
    """The weights and biases of a network of layers, from the output back."""
    names = [name for name in network.pools if name[0] in "Wb"]
    return sorted(names, key=lambda name: (-int(name[1:]), name))


def layered(
    inputs: int, layers: Sequence[Layer], loss: str, numbers: Mapping[str, Numbers] | None = None
) -> Network:
    """x -> layer 1 -> ... -> y -> E, and the gradients of all weights and biases.

    ``numbers`` says what the givens of a kind (``USUAL`` has the kinds) are drawn from.
    """
    network = Network()
    known = {**USUAL, **(numbers or {})}

    def given(name: str, kind: str, shape: tuple[int, ...], words: str) -> None:
        network.given(name, Pool(known[kind].numerators, known[kind].decimals, shape), words)

    given("x", "inputs", (inputs,), "the inputs")
    before = inputs
    for i, layer in enumerate(layers, 1):
        given(f"W{i}", "weights", (layer.units, before), f"the weights of layer {i}")
        if layer.bias:
            given(f"b{i}", "biases", (layer.units,), f"the biases of layer {i}")
        before = layer.units
    given("t", "target", (before,), "target")
    _forward(network, layers)
    network.apply(loss, "E", ["y", "t"], "error", phase="loss")
    network.backward("E", parameters(network))
    return network


def take_step(network: Network, numbers: Mapping[str, Numbers] | None = None) -> None:
    """One step of gradient descent for all weights and biases."""
    eta = {**USUAL, **(numbers or {})}["eta"]
    network.given("eta", Pool(eta.numerators, eta.decimals), "learning rate")
    network.update("E", parameters(network), "eta")


def _forward(network: Network, layers: Sequence[Layer]) -> None:
    value = "x"
    for i, layer in enumerate(layers, 1):
        last = i == len(layers)
        unit = "the output layer" if last else f"layer {i}"
        inputs = [value, f"W{i}", *([f"b{i}"] if layer.bias else [])]
        z = network.apply("linear", f"z{i}", inputs, f"weighted sums of {unit}", unit=unit)
        value = network.apply(
            layer.activation,
            "y" if last else f"a{i}",
            [z],
            "output of the network" if last else f"activations of {unit}",
            unit=unit,
            attrs=attributes(layer.activation),
        )
