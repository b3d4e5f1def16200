"""A network that an instructor describes: layers, activations, loss, what is asked, numbers."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from exercises.conventions import (
    ACTIVATION_TEX,
    ACTIVATION_WORDS,
    LOSS_TEX,
    digits,
    is_exact,
    printed,
)
from exercises.described import Description, asked_or_not, read_description
from exercises.family import Blueprint, Family, Screen
from exercises.layers import layered, take_step
from exercises.network import Network
from exercises.parameters import mapping

DEFAULT = {
    "inputs": 2,
    "layers": [{"units": 2, "activation": "leaky_relu"}, {"units": 1}],
    "loss": "squared_error",
    "update": False,
    "ask": ["forward", "loss", "backward"],
    "numbers": {"weights": {"from": -2, "to": 2, "step": 0.5}},
}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The network that the description describes."""
    described = read_description(params["network"])
    network = _network(described)
    names = {step.name: step.phase for step in network.steps}
    is_asked = asked_or_not(described.ask, names)
    used = {layer.activation for layer in described.layers}
    sizes = [described.inputs, *(layer.units for layer in described.layers)]
    return Blueprint(
        pools=network.pools,
        steps=tuple(replace(step, asked=is_asked(step.name)) for step in network.steps),
        title=described.title or f"A {'-'.join(map(str, sizes))} network",
        prose=_prose(described),
        conventions=printed(described.loss, used, update=described.update, outputs=sizes[-1]),
        screen=Screen(
            off=_off(described),
            exact=is_exact(used) and len(sizes) < 4,
            decimals=described.decimals or digits(used),
        ),
    )


def _prose(described: Description) -> str:
    layers = " ".join(
        rf"Layer {i} has {_units(layer.units)} and applies {ACTIVATION_WORDS[layer.activation]}, "
        rf"\({ACTIVATION_TEX[layer.activation]}\)."
        for i, layer in enumerate(described.layers, 1)
        if layer.activation != "identity"
    )
    linear = " Layers not named here are linear." if "identity" in _activations(described) else ""
    total = ", summed over the outputs" if described.layers[-1].units > 1 else ""
    step = r" The learning rate is \(\eta\)." if described.update else ""
    bias = " + b_l" if any(layer.bias for layer in described.layers) else ""
    return (
        rf"Layer \(l\) computes \(z_l = W_l a_{{l-1}}{bias}\); row \(i\) of \(W_l\) holds the "
        rf"weights that lead into unit \(i\). {layers}{linear} The error is "
        rf"\({LOSS_TEX[described.loss]}\){total}. Work out the values asked for below.{step}"
    )


def _units(count: int) -> str:
    return "one unit" if count == 1 else f"{count} units"


def _activations(described: Description) -> set[str]:
    return {layer.activation for layer in described.layers}


def _off(described: Description) -> tuple[int, int]:
    """As many units with a kink off as the description says; else one of several."""
    kinked = [layer for layer in described.layers if "relu" in layer.activation]
    units = sum(layer.units for layer in kinked)
    if described.off is not None:
        return (min(described.off, units), min(described.off, units))
    leaky = any(layer.activation == "leaky_relu" for layer in kinked)
    if units < 2:
        return (1, 1) if leaky else (0, 0)
    return (1, units - 1) if leaky else (1, 1)


def _network(described: Description) -> Network:
    network = layered(described.inputs, described.layers, described.loss, described.numbers)
    if described.update:
        take_step(network, described.numbers)
    return network


def _read(value: object) -> Mapping[str, Any]:
    """A description that can be drawn; raises BadParameter."""
    blueprint({"network": value})
    return dict(value) if isinstance(value, Mapping) else {}


FAMILY = Family(
    name="network",
    version=1,
    order=50,
    title="A network of your own",
    summary="Describe layers, activations, loss, numbers and what is asked in a few lines.",
    cannot_reveal=(
        "That depends on the description: one unit per layer hides rows and columns, a linear "
        "layer the slope of an activation, and a ReLU that is on looks linear."
    ),
    parameters=(
        mapping("network", DEFAULT, "layers, activations, loss, numbers, steps asked", _read),
    ),
    blueprint=blueprint,
    levels={
        "gradients only": {},
        "full step": {
            "network": {
                "inputs": 2,
                "layers": [
                    {"units": 2, "activation": "sigmoid"},
                    {"units": 2, "activation": "identity", "bias": False},
                ],
                "loss": "half_squared_error",
                "ask": ["forward", "backward", "W1'", "W2'"],
            }
        },
    },
)
