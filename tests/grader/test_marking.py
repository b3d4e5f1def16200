"""The marking contract on sheets small enough to follow by eye."""

import json
from typing import Any

import pytest

from exercises.drawing import draw
from exercises.solving import solve
from exercises.variant import Variant
from grader.errors import BadAnswers
from grader.marked import Marking
from grader.marking import mark
from grader.policy import Policy
from grader.record import pack, unpack
from grader.students import simulate
from grader.verdicts import LETTER, VERDICTS


@pytest.fixture(scope="module")
def handout() -> Variant:
    return draw("handout", 0)


def right(variant: Variant) -> dict[str, Any]:
    solved = solve(variant)
    return {step.name: solved[step.name] for step in variant.sheet.asked}


def verdicts(marking: Marking) -> dict[str, str]:
    return {step.name: step.verdict for step in marking.steps if step.verdict != "correct"}


def test_the_formula_of_the_scanned_handout_is_named_and_costs_that_step_only(
    handout: Variant,
) -> None:
    marking = mark(handout, {**right(handout), "dE/dw3": "1,0"})

    assert {"dE/dw3": "misconception"} == verdicts(marking)
    assert (19, 20) == (marking.score, marking.max)
    assert "dE/dw3" == marking.first_wrong
    assert [("WG_MUL_WX", ("dE/dw3",))] == [(f.id, f.steps) for f in marking.diagnosis]


def test_what_follows_from_a_mistake_is_credited(handout: Variant) -> None:
    answers = simulate(handout, ["WG_MUL_WX@dE/dw3"]).answers
    marking = mark(handout, answers)

    assert {"dE/dw3": "misconception", "w3'": "follows"} == verdicts(marking)
    assert 19 == marking.score


def test_an_early_slip_costs_that_step_only(handout: Variant) -> None:
    marking = mark(handout, simulate(handout, slips=["pow10@z3"], seed=1).answers)

    assert "z3" == marking.first_wrong
    assert "slip" == verdicts(marking)["z3"]
    assert {"follows"} == set(verdicts(marking).values()) - {"slip"}
    assert marking.score >= marking.max - 0.34


def test_both_the_true_and_the_own_value_are_right(handout: Variant) -> None:
    marking = mark(handout, {**right(handout), "z2": "7"})

    assert {"z2": "wrong"} == verdicts(marking)


def test_one_unreadable_cell_blocks_nothing(handout: Variant) -> None:
    marking = mark(handout, {**right(handout), "z3": "two", "E": ""})

    assert {"z3": "unreadable", "E": "blank"} == verdicts(marking)
    assert (18, 20) == (marking.score, marking.max)
    assert marking.first_wrong is None
    assert "blank" == mark(handout, {}).steps[0].verdict


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"nowhere": "1"}, "does not ask"),
        ({"z2": ["1"]}, "one number"),
        ({"z2": {"a": 1}}, "one number"),
        (["1"], "JSON object"),
        ("1", "JSON object"),
        ({"E'": "1"}, "does not ask"),
        ({1: "1"}, "does not ask"),
    ],
)
def test_answers_of_a_wrong_form_are_one_clear_sentence(
    handout: Variant, answers: Any, sentence: str
) -> None:
    with pytest.raises(BadAnswers, match=sentence):
        mark(handout, answers)


def test_a_matrix_of_a_wrong_shape_is_one_clear_sentence() -> None:
    variant = draw("mlp", 1)
    for answer in ("1", ["1", "2"], [["1"], ["2"]], [["1", "2"], "3"], [[["1"], "2"], ["3", "4"]]):
        with pytest.raises(BadAnswers, match="must be a list of rows of size 2 by 2"):
            mark(variant, {"dE/dW1": answer})


@pytest.mark.parametrize("id", ["LOSS_NO2", "LOSS_SIGN", "LOSS_MEAN_N", "LOSS_FACTOR"])
def test_another_convention_is_recognised(id: str) -> None:
    variant = draw("mlp", 1, {"layers": [2, 2, 3], "activation": "tanh"})
    marking = mark(variant, simulate(variant, [id]).answers)

    assert [(id, True)] == [(f.id, f.is_convention) for f in marking.diagnosis]


def test_a_policy_decides_about_credit(handout: Variant) -> None:
    answers = simulate(handout, ["WG_MUL_WX@dE/dw3"]).answers
    half = mark(handout, answers, Policy(follows=0.5, points={"w3'": 4}))

    assert (23 - 1 - 2, 23) == (half.score, half.max)


def test_a_matrix_earns_its_share_of_right_cells() -> None:
    variant = draw("mlp", 1)
    answers = right(variant)
    answers["W1'"][0][0] = "99"
    marking = mark(variant, answers)

    assert ("wrong", "correct", "correct", "correct") == marking.steps[-2].cells
    assert marking.max - 0.25 == marking.score


def test_a_hidden_step_is_diagnosed_through_the_students_values() -> None:
    obj = draw("mlp", 2, {"activation": "sigmoid"}).to_json()
    for step in obj["steps"]:
        step["asked"] = step["name"] != "dE/dz1"
    variant = Variant.from_json(obj)
    answers = simulate(draw("mlp", 2, {"activation": "sigmoid"}), ["DACT_SKIP"]).answers
    answers.pop("dE/dz1")
    marking = mark(variant, answers)

    assert ["DACT_SKIP"] == [f.id for f in marking.diagnosis]


def test_the_json_is_that_of_the_contract(handout: Variant) -> None:
    marking = mark(handout, {**right(handout), "dE/dw3": "1", "z2": "x", "E": ""})
    obj = json.loads(json.dumps(marking.to_json(), allow_nan=False))
    step = {step["name"]: step for step in obj["steps"]}

    assert {"grader", "variant", "score", "max", "first_wrong", "steps", "diagnosis"} <= set(obj)
    assert handout.hash == obj["variant"]
    assert {"WG_MUL_WX"} == {entry["misconception"] for entry in obj["diagnosis"]}
    assert "WG_MUL_WX" == step["dE/dw3"]["misconception"]
    assert 1.0 == step["dE/dw3"]["read"]
    assert step["z2"]["read"] is None
    assert step["dE/dw3"]["message"].startswith("This looks like")
    assert 3 == len([text for text in step["dE/dw3"]["messages"] if text])


def test_the_worked_line_holds_the_students_own_numbers(handout: Variant) -> None:
    answers = {**right(handout), "x3": "4", "dE/dw3": "1.6"}
    lines = mark(handout, answers).messages("dE/dw3")[2]

    assert r"2 \cdot 4" in lines
    assert "= 8" not in lines


@pytest.mark.parametrize("family", ["handout", "chain", "neuron", "mlp"])
@pytest.mark.parametrize("seed", range(4))
def test_a_packed_marking_reads_back_the_same(family: str, seed: int) -> None:
    variant = draw(family, seed)
    ids = variant.certificate.visible[seed::5][:2]
    for answers in (
        right(variant),
        simulate(variant, ids, seed=seed).answers,
        {},
        {variant.sheet.asked[0].name: None},
    ):
        marking = mark(variant, answers)
        record = pack(marking)
        again = unpack(variant, answers, record)

        assert marking.to_json() == again.to_json()
        assert len(variant.sheet.asked) == len(record.verdicts)
        assert len(json.dumps(record.detail)) < 1500


def test_every_verdict_has_a_letter_of_its_own() -> None:
    assert len(VERDICTS) == len(set(LETTER.values()))
