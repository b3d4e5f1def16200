"""Conventions that families share, as they are printed on the sheet and stored."""

from typing import Any

from exercises.parameters import Parameter, choice

ACTIVATIONS = ("relu", "leaky_relu", "sigmoid", "tanh", "identity")
LOSSES = ("squared_error", "half_squared_error")
NEGATIVE_SLOPE = 0.5
SMOOTH = ("sigmoid", "tanh")

LOSS_TEXT = {"squared_error": "(y-t)^2", "half_squared_error": "1/2 (y-t)^2"}
LOSS_TEX = {
    "squared_error": r"E = (y - t)^2",
    "half_squared_error": r"E = \frac{1}{2}(y - t)^2",
}
ACTIVATION_TEX = {
    "relu": r"\max(0, z)",
    "leaky_relu": r"\max(0.5\,z, z)",
    "sigmoid": r"\sigma(z) = \frac{1}{1 + e^{-z}}",
    "tanh": r"\tanh(z)",
    "identity": "z",
}
ACTIVATION_WORDS = {
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "identity": "linear",
}


def printed(
    loss: str,
    activations: set[str],
    *,
    update: bool,
    outputs: int = 1,
    slope: float = NEGATIVE_SLOPE,
) -> dict[str, Any]:
    """The conventions of an exercise, by short name; ``slope`` is that of a leaky ReLU below 0."""
    text = LOSS_TEXT[loss]
    found: dict[str, Any] = {"loss": f"sum of {text} over the outputs" if outputs > 1 else text}
    if "relu" in activations:
        found["relu_at_0"] = 0
    if "leaky_relu" in activations:
        found["leaky_relu"] = f"slope {slope} for negative z"
    found["weights"] = "out,in"
    if update:
        found["update"] = "w' = w - eta dE/dw, all gradients with the old weights"
    return found


def attributes(activation: str, slope: float = NEGATIVE_SLOPE) -> dict[str, float]:
    """Attributes of an activation as the families use it."""
    return {"negative_slope": slope} if activation == "leaky_relu" else {}


def activation_parameter(name: str, default: str, help: str) -> Parameter:
    """A choice among all activations."""
    return choice(name, ACTIVATIONS, default, help)


def loss_parameter() -> Parameter:
    """A choice between the two squared losses."""
    return choice("loss", LOSSES, "squared_error", "the loss: with or without one half in front")


def is_exact(activations: set[str]) -> bool:
    """Whether decimals stay decimals: no activation takes an exponential."""
    return not activations & set(SMOOTH)


def digits(activations: set[str]) -> int:
    """Decimals asked when the values are not exact."""
    return 3 if is_exact(activations) else 4
