"""Slips: each makes what it explains, on single numbers and on whole sheets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.drawing import draw
from exercises.solving import solve
from grader.errors import GraderError
from grader.marking import mark
from grader.slips import SLIPS, Slip
from grader.students import KINDS, simulate

VALUES = st.floats(0.05, 99, allow_nan=False).map(lambda value: round(value, 3))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.id)
@given(value=VALUES, negative=st.booleans())
def test_it_explains_what_it_makes(slip: Slip, value: float, negative: bool) -> None:
    value = -value if negative else value
    for made in slip.makes(value, 3):
        if abs(made - value) > 0.0005:
            assert slip.explains(made, value, 3)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.id)
@given(value=VALUES)
def test_it_does_not_explain_a_right_number(slip: Slip, value: float) -> None:
    if slip.id != "Z_ROUND_EARLY":
        assert not slip.explains(value, value, 3)


@pytest.mark.parametrize("kind", ["sign", "pow10", "transpose"])
def test_a_slip_is_named_and_costs_a_third(kind: str) -> None:
    named = tried = 0
    for seed in range(12):
        variant = draw("mlp", seed, {"activation": "sigmoid"})
        student = simulate(variant, slips=[f"{kind}@dE/dz1"], seed=seed, decimals=4)
        if not student.applied:
            continue
        tried += 1
        marking = mark(variant, student.answers)
        found = next(step for step in marking.steps if step.name == "dE/dz1")
        named += found.cause == KINDS[kind]

        assert "dE/dz1" == marking.first_wrong
        if found.verdict == "slip":
            assert pytest.approx(1 - 1 / 6, abs=0.01) == found.credit

    assert tried >= 8
    assert named >= 0.8 * tried


def test_two_exchanged_fields_are_recognised() -> None:
    variant = draw("handout", 0, {"sheet": "H2"})
    right = {step.name: solve(variant)[step.name] for step in variant.sheet.asked}
    marking = mark(variant, {**right, "dE/dw3": right["dE/dx3"], "dE/dx3": right["dE/dw3"]})

    assert {"Z_SWAP_VG"} == {finding.id for finding in marking.diagnosis}


def test_answers_one_field_too_far_are_recognised() -> None:
    handout = draw("handout", 0, {"sheet": "H2"})
    solved = solve(handout)
    asked = [step.name for step in handout.sheet.asked]
    shifted = {name: solved[before] for before, name in pairwise(asked)}
    marking = mark(handout, {asked[0]: solved[asked[0]], **shifted})

    assert "Z_ROW_SHIFT" in {finding.id for finding in marking.diagnosis}


@pytest.mark.parametrize(
    "wishes",
    [
        {"misconceptions": ["NO_SUCH"]},
        {"misconceptions": ["TANH_1MA"]},
        {"misconceptions": ["WG_ADD@z2"]},
        {"misconceptions": ["WG_ADD@nowhere"]},
        {"slips": ["sign"]},
        {"slips": ["hiccup@z2"]},
        {"slips": ["sign@E'"]},
        {"blanks": ["nowhere"]},
        {"decimals": 11},
        {"decimals": -1},
    ],
)
def test_a_student_who_cannot_be_is_one_clear_sentence(wishes: dict) -> None:
    with pytest.raises(GraderError, match=r"\.$"):
        simulate(draw("handout", 0), **wishes)


def test_a_blank_is_left_out_and_the_seed_decides() -> None:
    variant = draw("mlp", 1)
    first = simulate(variant, slips=["sign@dE/dW1"], blanks=["E"], seed=1)
    same = simulate(variant, slips=["sign@dE/dW1"], blanks=["E"], seed=1)

    assert first == same
    assert "E" not in first.answers
    assert ({"kind": "slip", "id": "Z_SIGN", "step": "dE/dW1"},) == first.applied
