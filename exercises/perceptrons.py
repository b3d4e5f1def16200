"""Multi-layer perceptrons: what their families have in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exercises.conventions import (
    ACTIVATION_TEX,
    ACTIVATION_WORDS,
    LOSS_TEX,
    digits,
    is_exact,
    printed,
)
from exercises.family import Blueprint, Flags, Screen
from exercises.layers import Layer, Numbers, layered, take_step
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.values import Value


@dataclass(frozen=True)
class Perceptron:
    """A network as a family describes it.

    ``layers``: units per layer, the inputs first. ``weights``, ``targets`` and ``eta``: numerators
    over 10.
    """

    layers: tuple[int, ...]
    hidden: str
    output: str
    loss: str
    update: bool
    weights: tuple[int, ...] = SIGNED_NICE
    targets: tuple[int, ...] = TENTHS
    eta: tuple[int, ...] = (5, 2)
    reject: Callable[[Mapping[str, Value]], Flags] | None = None

    @property
    def activations(self) -> set[str]:
        """The activation functions that some unit applies."""
        return {self.output, *([self.hidden] if len(self.layers) > 2 else [])}


def blueprint(perceptron: Perceptron) -> Blueprint:
    """The exercise of a network: forward values, all gradients, one step of gradient descent."""
    layers, used = perceptron.layers, perceptron.activations
    network = _network(perceptron)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"A {'-'.join(map(str, layers))} network",
        prose=_prose(perceptron),
        conventions=printed(perceptron.loss, used, update=perceptron.update, outputs=layers[-1]),
        screen=Screen(
            off=_off(sum(layers[1:-1]), perceptron.hidden),
            exact=is_exact(used) and len(layers) < 4,
            decimals=digits(used),
            reject=perceptron.reject,
        ),
    )


def _prose(perceptron: Perceptron) -> str:
    hidden, output, layers = perceptron.hidden, perceptron.output, perceptron.layers
    inner = (
        rf" Hidden units apply {ACTIVATION_WORDS[hidden]}, \({ACTIVATION_TEX[hidden]}\);"
        if len(layers) > 2
        else ""
    )
    outer = (
        " output units are linear."
        if output == "identity"
        else rf" output units apply {ACTIVATION_WORDS[output]}, \({ACTIVATION_TEX[output]}\)."
    )
    step = (
        r" Then take one step of gradient descent with the learning rate \(\eta\)."
        if perceptron.update
        else ""
    )
    total = ", summed over the outputs" if layers[-1] > 1 else ""
    return (
        r"Layer \(l\) computes \(z_l = W_l a_{l-1} + b_l\); row \(i\) of \(W_l\) holds the weights "
        rf"that lead into unit \(i\).{inner}{outer} The error is \({LOSS_TEX[perceptron.loss]}\)"
        rf"{total}. Work out the forward values and all gradients.{step}"
    )


def _off(hidden_units: int, hidden: str) -> tuple[int, int]:
    """Of several hidden ReLUs one is off, so that the gate shows and most gradients do too."""
    if hidden == "leaky_relu" and hidden_units:
        return (1, max(1, hidden_units - 1))
    return (1, 1) if hidden == "relu" and hidden_units > 1 else (0, 0)


def _network(perceptron: Perceptron) -> Network:
    inputs, *sizes, outputs = perceptron.layers
    layers = [
        *(Layer(units, perceptron.hidden) for units in sizes),
        Layer(outputs, perceptron.output),
    ]
    numbers = {
        "weights": Numbers(perceptron.weights),
        "target": Numbers(perceptron.targets),
        "eta": Numbers(perceptron.eta),
    }
    network = layered(inputs, layers, perceptron.loss, numbers)
    if perceptron.update:
        take_step(network, numbers)
    return network
