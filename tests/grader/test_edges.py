"""Rounding past the edge of a domain, and beside a jump: what may follow, and what may not."""

import numpy as np
import pytest

from exercises.catalogue import family as find_family
from exercises.drawing import draw
from exercises.values import Value
from exercises.variant import Variant
from grader.marking import mark
from grader.verdicts import RIGHT, Verdict


def _drawn(family: str, level: str, seed: int) -> Variant:
    return draw(family, seed, find_family(family).levels[level])


def _logistic(label: float, **answers: str) -> dict[str, Verdict]:
    seeds = (s for s in range(50) if _label(s) == label)
    marking = mark(_drawn("logistic_regression", "any numbers", next(seeds)), answers)
    return {step.name: step.verdict for step in marking.steps}


def _label(seed: int) -> float:
    return float(_drawn("logistic_regression", "any numbers", seed).values["t"].ravel()[0])


@pytest.mark.parametrize(
    ("loss", "slope", "follows"),
    [("9.6", "14766", True), ("4.1", "60", True), ("1.1", "3", False), ("-9.6", "-14766", False)],
)
def test_from_a_probability_rounded_to_one_follows_what_lies_beyond_it(
    loss: str, slope: str, follows: bool
) -> None:
    found = _logistic(0.0, **{"z": "9.6", "p": "1", "L": loss, "dL/dp": slope})

    assert follows == (found["L"] in RIGHT)
    assert follows == (found["dL/dp"] in RIGHT)


@pytest.mark.parametrize(("loss", "follows"), [("0.00007", True), ("5", False), ("-1", False)])
def test_where_the_rule_has_a_limit_at_the_edge_nothing_beyond_it_follows(
    loss: str, follows: bool
) -> None:
    found = _logistic(1.0, z="9.6", p="1", L=loss)

    assert follows == (found["L"] in RIGHT)


def test_what_is_far_outside_the_domain_stays_undefined() -> None:
    found = _logistic(0.0, **{"z": "9.6", "p": "1.4", "L": "9.6", "dL/dp": "14766"})

    assert "undefined" == found["L"]
    assert "undefined" == found["dL/dp"]


@pytest.mark.parametrize(
    ("side", "follows"), [(0.0, True), (1.0, True), (0.5, False), (0.2, False), (1.2, False)]
)
def test_on_a_kink_one_side_or_the_other_follows_and_nothing_between(
    side: float, follows: bool
) -> None:
    """``side``: how far the slope is from that below 0 to that above it."""
    for seed in range(6):
        variant = _drawn("leaky_chain", "two neurons", seed)
        last = [step.name for step in variant.sheet.asked if step.op == "linear"][-1]
        run = variant.sheet.run(variant.values, pin={last: np.zeros(1)})
        low, high = (_gradient(variant, last, z, run.values["dE/dy"]) for z in (-1e-9, 1e-9))
        answers = {step.name: f"{run.values[step.name][0]:.4f}" for step in variant.sheet.asked}
        answers[f"dE/d{last}"] = f"{low + side * (high - low):.4f}"
        marked = {step.name: step for step in mark(variant, answers).steps}

        assert follows == (marked[f"dE/d{last}"].verdict in RIGHT)


def _gradient(variant: Variant, name: str, value: float, upstream: Value) -> float:
    """The gradient of a value before the last ReLU, were it this one."""
    pin = {"dE/dy": upstream, name: np.array([value])}
    return float(variant.sheet.run(variant.values, pin=pin).ruled[f"dE/d{name}"][0])
