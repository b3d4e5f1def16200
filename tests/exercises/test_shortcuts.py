"""Softmax or sigmoid and cross-entropy: the whole slope and the short way are both right."""

import numpy as np
import pytest

from exercises.drawing import draw
from exercises.sheet import StepSpec, compile_sheet
from exercises.values import as_row
from grader.marking import mark

ASKED = draw("softmax_regression", 3, {"target": "soft", "by_p": True})
UNASKED = draw("softmax_regression", 3, {"target": "soft"})


def test_the_short_way_is_the_rule_where_the_slope_between_is_not_asked() -> None:
    assert UNASKED.sheet.by_name["dL/dz"].formula.endswith("p - t")
    assert ("dL/dL", "p", "t") == UNASKED.sheet.by_name["dL/dz"].rule.inputs


def test_the_whole_slope_is_the_rule_where_the_slope_between_is_asked() -> None:
    assert ("dL/dp", "p") == ASKED.sheet.by_name["dL/dz"].rule.inputs


@pytest.mark.parametrize("variant", [ASKED, UNASKED])
def test_every_way_gives_the_same(variant: object) -> None:
    assert isinstance(variant, type(ASKED))
    step = variant.sheet.by_name["dL/dz"]

    assert len(step.also) == 2
    for route in step.also:
        np.testing.assert_allclose(step.rule(variant.truth), route(variant.truth))


@pytest.mark.parametrize("way", ["the short way", "the Jacobian"])
def test_a_wrong_slope_by_p_leaves_both_ways_open(way: str) -> None:
    p, t = np.array([0.2, 0.3, 0.5]), np.array(ASKED.given["t"])
    g = -t * p
    z = p - t if way == "the short way" else p * (g - (g * p).sum())
    answers = {"p": p.tolist(), "dL/dp": g.tolist(), "dL/dz": z.tolist()}
    verdicts = {step.name: step.verdict for step in mark(ASKED, answers).steps}

    assert "follows" == verdicts["dL/dz"]


@pytest.mark.parametrize("way", ["the short way", "the slope of the sigmoid"])
def test_a_sigmoid_has_its_short_way_too(way: str) -> None:
    variant = draw("logistic_regression", 3, {"sums": "any", "label": "soft"})
    p, t = 0.4, variant.given["t"]
    g = -t * p
    z = p - t if way == "the short way" else g * p * (1 - p)
    verdicts = {s.name: s.verdict for s in mark(variant, {"p": p, "dL/dp": g, "dL/dz": z}).steps}

    assert "follows" == verdicts["dL/dz"]


def test_a_target_that_is_no_distribution_still_gets_its_true_slope() -> None:
    specs = (
        StepSpec("p", "forward", "softmax", ("z",)),
        StepSpec("L", "loss", "categorical_cross_entropy", ("p", "t")),
        StepSpec("dL/dz", "backward", of="L", wrt="z"),
    )
    sheet = compile_sheet({"z": (3,), "t": (3,)}, specs)
    z, t = as_row([0.3, -0.4, 1.1]), as_row([0.5, 0.5, 0.4])
    up, down = (sheet.run({"z": z + h * np.eye(3), "t": t}).values["L"] for h in (1e-6, -1e-6))

    slope = sheet.run({"z": z, "t": t}).values["dL/dz"][0]

    np.testing.assert_allclose(slope, (up - down) / 2e-6, rtol=1e-6)


def test_a_sheet_with_a_mistake_checks_the_way_that_was_asked() -> None:
    variant = draw("erroneous", 1, {"family": "logistic_regression"})

    assert ("dL/dp as typed", "p as typed") == variant.sheet.by_name["dL/dz again"].rule.inputs
