"""Networks that an instructor describes: what is drawn of them, and what is refused."""

from typing import Any

import pytest

from exercises.drawing import draw
from exercises.errors import BadParameter

SMALL: dict[str, Any] = {"inputs": 2, "layers": [{"units": 2, "activation": "tanh"}, {"units": 1}]}


def test_it_draws_the_layers_that_are_described() -> None:
    variant = draw("network", 1, {"network": SMALL})

    assert [(2,), (2, 2), (2,), (1, 2), (1,)] == [
        variant.sheet.shapes[name] for name in ("x", "W1", "b1", "W2", "b2")
    ]
    assert ["linear", "tanh", "linear", "identity"] == [
        step.op for step in variant.sheet.steps if step.phase == "forward"
    ]


def test_it_asks_what_is_wished_for() -> None:
    variant = draw("network", 1, {"network": SMALL | {"ask": ["forward", "dE/dW1", "b2'"]}})

    assert ["z1", "a1", "z2", "y", "dE/dW1", "b2'"] == [step.name for step in variant.sheet.asked]


def test_it_draws_from_the_numbers_that_are_described() -> None:
    numbers = {"weights": {"from": -2, "to": 2, "step": 0.5}, "target": [7], "biases": 0.25}
    given = draw("network", 1, {"network": SMALL | {"numbers": numbers}}).given
    weights = [cell for row in given["W1"] + given["W2"] for cell in row]

    assert all(2 * cell == int(2 * cell) and 0 < abs(cell) <= 2 for cell in weights)
    assert ([7], [0.25, 0.25]) == (given["t"], given["b1"])


def test_it_screens_as_any_family_does() -> None:
    layers = [{"units": 3, "activation": "relu"}, {"units": 1}]
    described = {"inputs": 2, "layers": layers, "off": 2}
    for seed in range(5):
        variant = draw("network", seed, {"network": described})

        assert 2 == int((variant.truth["z1"] < 0).sum())
        assert variant.certificate.distinct >= 0.9


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"layers": []}, "a list of 1 to 4 layers"),
        ({"layers": [{"units": 9}]}, "Layer 1: its units must be a whole number"),
        ({"layers": [{"units": 2}, {"units": 1, "activation": "x"}]}, "Layer 2: its activation"),
        ({"layers": [{"units": 2, "bias": 1}]}, "Layer 1: its bias must be true or false"),
        ({"layers": [3]}, "Layer 1 must be a table"),
        ({"inputs": "two"}, "The number of inputs must be"),
        ({"inputs": True}, "The number of inputs must be"),
        ({"loss": "hinge"}, "The loss must be one of"),
        ({"ask": ["z9"]}, "no step 'z9'"),
        ({"ask": 3}, "What to ask must be a list"),
        ({"numbers": {"weights": []}}, "leave 1 to 200 numbers"),
        ({"numbers": {"weights": [0]}}, "leave 1 to 200 numbers"),
        ({"numbers": {"weights": {"from": 1, "to": 0, "step": 1}}}, "from must not be above to"),
        ({"numbers": {"weights": {"from": 0, "to": 100, "step": 0.001}}}, "at most 200 steps"),
        ({"numbers": {"weights": {"from": 0}}}, "must be numbers, or a range"),
        ({"numbers": {"weights": [0.123456]}}, "at most 4 decimals"),
        ({"numbers": {"weights": [float("nan")]}}, "at most 100"),
        ({"numbers": {"gain": [1]}}, "no entry 'gain'"),
        ({"decimals": 9}, "'decimals' must be a whole number"),
        ({"title": 3}, "title must be a text"),
        ({"layer": []}, "no entry 'layer'"),
    ],
)
def test_it_says_what_makes_no_sense(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadParameter, match=sentence):
        draw("network", 1, {"network": SMALL | change})


@pytest.mark.parametrize("value", ["inputs: 2", [1], None, 3])
def test_it_takes_nothing_but_a_table(value: object) -> None:
    with pytest.raises(BadParameter, match="must be a table"):
        draw("network", 1, {"network": value})
