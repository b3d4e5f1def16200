"""Normalisation: several right ways back, pleasant numbers, and the axis along which means run."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from exercises.drawing import draw
from exercises.normalising import lines, pairs
from exercises.values import Value
from exercises.variant import Variant
from grader.marked import Marking
from grader.marking import mark

SEEDS = range(6)
LAYERS = [
    ("batch_norm", {}),
    ("batch_norm", {"batch": 5}),
    ("layer_norm", {}),
    ("layer_norm", {"examples": 2}),
]


def _true(variant: Variant) -> dict[str, Any]:
    return {step.name: variant.truth[step.name][0] for step in variant.sheet.asked}


def _mark(variant: Variant, answers: Mapping[str, Any]) -> Marking:
    return mark(variant, {name: np.round(value, 8).tolist() for name, value in answers.items()})


def _verdict(marking: Marking, name: str) -> str:
    return next(step.verdict for step in marking.steps if step.name == name)


def _in_one_formula(own: Mapping[str, Any]) -> Value:
    """dE/dx as it stands in textbooks, from a student's own values."""
    g, xhat = own["dE/dxhat"], own["xhat"]
    back = g - g.mean(-1, keepdims=True) - xhat * (g * xhat).mean(-1, keepdims=True)
    return np.asarray(back / own["sigma"])


def _with_slip(own: Mapping[str, Any], name: str) -> dict[str, Any]:
    moved = np.array(own[name])
    moved.flat[0] += 0.5
    return {**own, name: moved}


@pytest.mark.parametrize(("family", "params"), LAYERS)
def test_one_formula_is_right_with_own_normalised_values_and_own_spread(
    family: str, params: dict[str, Any]
) -> None:
    for seed in SEEDS:
        variant = draw(family, seed, params)
        for slipped in ("xhat", "sigma"):
            own = _with_slip(_true(variant), slipped)
            if slipped == "sigma":
                own["xhat"] = (variant.truth["c"] / own["sigma"])[0]
            own["dE/dx"] = _in_one_formula(own)
            marking = _mark(variant, own)

            assert "follows" == _verdict(marking, "dE/dx")


@pytest.mark.parametrize(("family", "params"), LAYERS)
def test_three_ways_are_right_with_own_normalised_values_and_own_spread(
    family: str, params: dict[str, Any]
) -> None:
    for seed in SEEDS:
        variant = draw(family, seed, params)
        own = _with_slip(_true(variant), "xhat")
        pins = {name: np.asarray(value)[None] for name, value in own.items() if name != "dE/dx"}
        own["dE/dx"] = variant.sheet.run(variant.values, pin=pins).values["dE/dx"][0]

        assert "follows" == _verdict(_mark(variant, own), "dE/dx")


@pytest.mark.parametrize("family", ["batch_norm", "layer_norm"])
def test_leaving_out_the_way_from_the_variance_to_the_mean_is_never_an_error(family: str) -> None:
    for seed in SEEDS:
        variant = draw(family, seed, {"steps": True})
        own = _with_slip(_true(variant), "dE/dc")
        straight = -np.sum(own["dE/dxhat"] / own["sigma"])
        own["dE/dmu"] = straight
        marking = _mark(variant, own)

        np.testing.assert_allclose(straight, variant.truth["dE/dmu"][0])
        assert "correct" == _verdict(marking, "dE/dmu")
        assert {step for finding in marking.diagnosis for step in finding.steps} <= {"dE/dc"}


def test_normalising_over_the_batch_is_named() -> None:
    for seed in SEEDS:
        variant = draw("layer_norm", seed, {"examples": 2})
        x = variant.truth["x"][0]
        c = x - x.mean(0)
        own = {**_true(variant), "xhat": c / np.sqrt((c**2).mean(0))}

        assert "LN_AXIS" in [finding.id for finding in _mark(variant, own).diagnosis]


@pytest.mark.parametrize("length", [4, 5])
def test_drawn_sets_have_a_rational_spread_and_hide_nothing(length: int) -> None:
    for rows in (np.array(lines(length)), np.array(pairs(length)).reshape(-1, length)):
        x = rows / 10
        c = x - x.mean(1, keepdims=True)
        sigma = np.sqrt((c**2).mean(1, keepdims=True))

        assert {0.5, 2, 2.5, 5} >= set(np.round(sigma, 12).ravel().tolist())
        assert np.abs(c).min() > 0
        assert np.abs(np.abs(c / sigma) - 1).min() > 0.05


def test_a_spread_of_zero_cannot_be_followed() -> None:
    variant = draw("batch_norm", 1)
    own = {**_true(variant), "sigma": np.zeros(()), "xhat": np.zeros(4)}

    assert "undefined" == _verdict(_mark(variant, own), "xhat")
