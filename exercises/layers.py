"""Layers of units, each fed by all units before it: what families of such networks share."""

from collections.abc import Sequence

from exercises.conventions import attributes
from exercises.family import Pool
from exercises.network import SIGNED_NICE, TENTHS, Network


def parameters(layers: Sequence[int]) -> list[str]:
    """The weights and biases of a network with these units per layer, from the output back."""
    return [f"{kind}{i}" for i in range(len(layers) - 1, 0, -1) for kind in ("W", "b")]


def layered(
    layers: Sequence[int],
    hidden: str,
    output: str,
    loss: str,
    *,
    weights: tuple[int, ...] = SIGNED_NICE,
    targets: tuple[int, ...] = TENTHS,
) -> Network:
    """x -> layer 1 -> ... -> y -> E, and the gradients of all weights and biases.

    ``layers`` counts the units, the inputs first; ``hidden`` and ``output`` are activations;
    ``weights`` and ``targets`` are numerators over 10.
    """
    network = Network()
    network.given("x", Pool(SIGNED_NICE, shape=(layers[0],)), "the inputs")
    for i in range(1, len(layers)):
        network.given(
            f"W{i}",
            Pool(weights, shape=(layers[i], layers[i - 1])),
            f"the weights of layer {i}",
        )
        network.given(f"b{i}", Pool(TENTHS, shape=(layers[i],)), f"the biases of layer {i}")
    network.given("t", Pool(targets, shape=(layers[-1],)), "target")
    _forward(network, len(layers) - 1, hidden, output)
    network.apply(loss, "E", ["y", "t"], "error", phase="loss")
    network.backward("E", parameters(layers))
    return network


def _forward(network: Network, depth: int, hidden: str, output: str) -> None:
    value = "x"
    for i in range(1, depth + 1):
        last = i == depth
        layer = "the output layer" if last else f"layer {i}"
        activation = output if last else hidden
        z = network.apply(
            "linear", f"z{i}", [value, f"W{i}", f"b{i}"], f"weighted sums of {layer}", unit=layer
        )
        value = network.apply(
            activation,
            "y" if last else f"a{i}",
            [z],
            "output of the network" if last else f"activations of {layer}",
            unit=layer,
            attrs=attributes(activation),
        )
