"""A thousand variants over all families: what must be true of every exercise is tried on these."""

from functools import cache
from typing import Any

from exercises.catalogue import families
from exercises.drawing import draw
from exercises.variant import Variant

SEEDS = 25
SEEDS_OF_A_LEVEL = 5

Configuration = tuple[str, dict[str, Any]]

MANY: tuple[Configuration, ...] = (
    ("handout", {"sheet": "H1"}),
    ("handout", {"sheet": "H2", "rest_gradients": True}),
    ("handout", {"sheet": "H3"}),
    ("handout", {"sheet": "H4"}),
    *(("chain", {"units": units}) for units in (2, 3, 4)),
    *(("chain", {"units": units, "off": "one"}) for units in (2, 3, 4)),
    *(("chain", {"units": units, "activation": "leaky_relu"}) for units in (2, 3, 4)),
    *(("chain", {"units": units, "activation": "sigmoid"}) for units in (2, 3)),
    *(("chain", {"units": units, "activation": "tanh"}) for units in (2, 3)),
    ("chain", {"activation": "identity"}),
    ("chain", {"activation": "tanh", "rest": False}),
    ("chain", {"activation": "leaky_relu", "rest": False, "loss": "half_squared_error"}),
    ("chain", {"activation": "sigmoid", "loss": "half_squared_error"}),
    *(("neuron", {"inputs": inputs}) for inputs in (1, 2, 4)),
    *(
        ("neuron", {"activation": activation, "inputs": 3})
        for activation in ("relu", "leaky_relu", "sigmoid", "tanh")
    ),
    ("neuron", {"loss": "half_squared_error", "inputs": 2}),
    ("mlp", {}),
    ("mlp", {"activation": "sigmoid"}),
    ("mlp", {"activation": "tanh", "layers": [2, 2, 2]}),
    ("mlp", {"activation": "leaky_relu", "layers": [2, 2, 1]}),
    ("mlp", {"layers": [2, 3, 2]}),
    ("mlp", {"layers": [3, 2], "output": "sigmoid"}),
    ("mlp", {"layers": [1, 4, 1], "update": False}),
    ("mlp", {"layers": [2, 2, 2, 2], "activation": "sigmoid", "loss": "half_squared_error"}),
    ("mlp", {"layers": [3, 3, 2], "activation": "relu", "output": "tanh"}),
    ("mlp", {"layers": [4, 4, 4], "activation": "identity"}),
    ("mlp", {"layers": [2, 2, 1], "activation": "sigmoid", "output": "sigmoid"}),
)
"""Configurations of the first families, each with so many seeds that they make a thousand."""


def _levels() -> tuple[Configuration, ...]:
    """Every level of every family that is not among these already."""
    found = [(f.name, dict(params)) for f in families() for params in f.levels.values()]
    return tuple(configuration for configuration in found if configuration not in MANY)


CONFIGURATIONS = (*MANY, *_levels())


def title(family: str, params: dict[str, Any]) -> str:
    """A configuration in one word, for test names and the golden file."""
    parts = [f"{key}={value}" for key, value in params.items()]
    return ":".join([family, *parts]).replace(" ", "")


@cache
def drawn(index: int, seed: int) -> Variant:
    """One variant of a configuration."""
    family, params = CONFIGURATIONS[index]
    return draw(family, seed, params)


def few(index: int) -> tuple[Variant, ...]:
    """Two variants of a configuration, for what takes longer to look at than to draw."""
    return drawn(index, 0), drawn(index, 1)


@cache
def variants(index: int) -> tuple[Variant, ...]:
    """The variants of one configuration."""
    seeds = SEEDS if index < len(MANY) else SEEDS_OF_A_LEVEL
    return tuple(drawn(index, seed) for seed in range(seeds))


def every_configuration() -> list[tuple[int, str]]:
    """Index and title of each configuration."""
    return [(i, title(*configuration)) for i, configuration in enumerate(CONFIGURATIONS)]
