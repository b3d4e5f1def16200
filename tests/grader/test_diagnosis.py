"""When a cause is named, and when it is not: on sheets small enough to follow by eye."""

from typing import Any

import pytest

from exercises.drawing import draw
from exercises.solving import solve
from exercises.variant import Variant
from grader.answers import read_answers
from grader.diagnosis import diagnose
from grader.explanations import Budget
from grader.judging import judge
from grader.marked import Marking
from grader.marking import mark
from grader.own import Own
from grader.students import simulate
from tests.exercises.corpus import every_configuration, variants


@pytest.fixture(scope="module")
def twin() -> Variant:
    return draw("handout", 0, {"sheet": "H2"})


def right(variant: Variant) -> dict[str, Any]:
    solved = solve(variant)
    return {step.name: solved[step.name] for step in variant.sheet.asked}


def named(marking: Marking) -> set[str]:
    return {finding.id for finding in marking.diagnosis if not finding.is_slip}


def verdict(marking: Marking, name: str) -> str:
    return next(step.verdict for step in marking.steps if step.name == name)


def test_two_misconceptions_are_named_from_one_sheet() -> None:
    variant = draw("chain", 3, {"activation": "tanh"})
    student = simulate(variant, ["WG_ADD", "FWD_NOBIAS"])

    assert {"WG_ADD", "FWD_NOBIAS"} == named(mark(variant, student.answers))


def test_a_number_that_two_misconceptions_give_names_neither(twin: Variant) -> None:
    """An open gate that lets nothing through: turned the wrong way, or set by the gradient."""
    marking = mark(twin, simulate(twin, ["RELU_GATE_GRAD"]).answers)

    assert set() == named(marking)
    assert "wrong" == verdict(marking, "dE/dz4")
    assert ("RELU_GATE_FLIP", "RELU_GATE_GRAD") in twin.certificate.coincide


def test_a_single_number_that_a_slip_gives_too_names_nothing() -> None:
    """On the handout's own numbers two weights differ in sign only."""
    handout = draw("handout", 0)
    marking = mark(handout, {**right(handout), "dE/dx2": "0.08"})

    assert set() == named(marking)
    assert ("XG_OTHER_W", "Z_SIGN") in handout.certificate.coincide


def test_what_the_grader_does_not_know_is_said_to_be_wrong_and_no_more(twin: Variant) -> None:
    answers = simulate(twin, ["WG_ADD"]).answers
    marking = mark(twin, answers, without={"WG_ADD"})

    assert () == marking.diagnosis
    assert {"dE/dw3", "dE/dw2", "dE/dw1"} == {s.name for s in marking.steps if s.verdict == "wrong"}


def test_a_rule_that_would_have_shown_in_most_boxes_is_not_named_for_a_few() -> None:
    """Six boxes would be otherwise, two are."""
    variant = draw("chain", 0, {"units": 4, "activation": "sigmoid", "rest": False})
    rules = variant.sheet.forms["UPD_NO_ETA"][0]
    answers = right(variant)
    for name in [*rules][:2]:
        answers[name] = rules[name](variant.truth)[0].tolist()

    assert 4 == len(rules)
    assert set() == named(mark(variant, answers))


def test_a_slip_beside_a_misconception_is_told_from_it(twin: Variant) -> None:
    answers = simulate(twin, ["WG_MUL_WX"], slips=["sign@dE/dx3"]).answers
    found = {(f.id, f.is_slip) for f in mark(twin, answers).diagnosis}

    assert {("WG_MUL_WX", False), ("Z_SIGN", True)} == found


def test_a_slip_on_top_of_a_wrong_rule_belongs_to_it() -> None:
    variant = draw("chain", 3, {"activation": "tanh"})
    student = simulate(variant, ["WG_DZ_ONLY"], slips=["sign@dE/dw2"])
    found = {f.id: f.steps for f in mark(variant, student.answers).diagnosis}

    assert {"WG_DZ_ONLY": ("dE/dw3", "dE/dw2", "dE/dw1")} == found


def test_a_cell_that_is_right_speaks_against_a_rule_for_the_whole_step() -> None:
    """A transposed gradient has both cells beside the diagonal exchanged, not one."""
    variant = draw("mlp", 2, {"activation": "sigmoid"})
    answers = right(variant)
    answers["dE/dW1"][0][1] = answers["dE/dW1"][1][0]
    marking = mark(variant, answers)

    assert "WG_TRANSPOSE" not in named(marking)


@pytest.mark.parametrize("blank", ["dE/dz1", "a1"])
def test_a_blank_step_is_seen_through(blank: str) -> None:
    variant = draw("mlp", 2, {"activation": "sigmoid"})
    id = {"dE/dz1": "DACT_SKIP", "a1": "ACT_SKIP"}[blank]
    answers = simulate(variant, [id], blanks=[blank]).answers

    assert {id} == named(mark(variant, answers))


@pytest.mark.parametrize("decimals", [2, 3])
def test_few_digits_are_no_error(decimals: int) -> None:
    variant = draw("mlp", 4, {"activation": "sigmoid", "layers": [2, 3, 2]})
    marking = mark(variant, simulate(variant, decimals=decimals, carry=False).answers)

    assert marking.max == marking.score
    assert {True} == {finding.id == "Z_ROUND_EARLY" for finding in marking.diagnosis} | {True}
    assert (decimals == 2) == bool(marking.diagnosis)


def _own(variant: Variant, ids: list[str]) -> Own:
    return Own(variant, read_answers(variant.sheet, simulate(variant, ids).answers))


def test_without_work_left_it_says_less(twin: Variant) -> None:
    own = _own(twin, ["WG_MUL_WX", "FWD_NOBIAS"])
    wrong = judge(own).wrong
    own.work = 0

    assert wrong
    assert [] == [one for one in diagnose(own, wrong) if not one.finding.is_slip]


def test_without_sets_left_to_try_it_names_nothing(twin: Variant) -> None:
    own = _own(twin, ["WG_MUL_WX", "FWD_NOBIAS"])

    assert [] == list(diagnose(own, judge(own).wrong, Budget(1)))


@pytest.mark.parametrize("index", [i for i, _ in every_configuration()][::6])
def test_the_same_answers_get_the_same_marking(index: int) -> None:
    for variant in variants(index)[:3]:
        answers = simulate(variant, list(variant.certificate.visible[:3]), decimals=4).answers

        assert mark(variant, answers).to_json() == mark(variant, answers).to_json()
