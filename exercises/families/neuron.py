"""One neuron with one to four inputs and a bias."""

from collections.abc import Mapping
from typing import Any

from exercises.conventions import activation_parameter, loss_parameter
from exercises.family import Blueprint, Family
from exercises.neurons import Neuron
from exercises.neurons import blueprint as neuron_blueprint
from exercises.parameters import integer


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The neuron that the parameters describe."""
    inputs = int(params["inputs"])
    title = "One neuron" if inputs == 1 else f"One neuron with {inputs} inputs"
    return neuron_blueprint(Neuron((inputs,), params["activation"], params["loss"], title))


FAMILY = Family(
    name="neuron",
    version=2,
    order=8,
    title="One neuron",
    summary="One to four inputs, weights and a bias: the chain rule at its smallest.",
    cannot_reveal=(
        "With one neuron there is no path to pass an error along, no other layer, and no matrix "
        "to transpose. A ReLU that is on looks like a linear unit."
    ),
    parameters=(
        integer("inputs", 1, 4, 2, "number of inputs"),
        activation_parameter("activation", "identity", "activation function of the neuron"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "one input": {"inputs": 1},
        "two inputs": {},
        "three inputs": {"inputs": 3, "activation": "leaky_relu"},
    },
)
