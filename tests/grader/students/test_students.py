"""Simulated students do what they are told, and the truth about them is the truth."""

import json
import re
from functools import cache
from typing import Any

import numpy as np
import pytest

from exercises.catalogue import families
from exercises.drawing import draw
from exercises.generator import Generator
from exercises.steps import Rule
from exercises.variant import Variant
from grader.answers import read_answers
from grader.errors import GraderError
from grader.marking import mark
from grader.students import KINDS, Habit, Simulated, Student, simulate, simulate_all
from grader.students.swaps import Swaps

LEVELS = [
    pytest.param(family.name, dict(params), id=f"{family.name}-{level}")
    for family in families()
    for level, params in family.levels.items()
]
EVERY_LEVEL = pytest.mark.parametrize(("family", "params"), LEVELS)


@cache
def _drawn(family: str, seed: int, params: str) -> Variant:
    return draw(family, seed, json.loads(params))


def _variant(family: str, seed: int = 3, params: dict[str, Any] | None = None) -> Variant:
    return _drawn(family, seed, json.dumps(params or {}))


def _everybody(variant: Variant) -> list[Student]:
    """A student for every visible misconception, some with a second, a slip and a habit."""
    visible, asked = variant.certificate.visible, variant.sheet.asked
    chance = Generator("everybody", len(visible))
    others, kinds, steps = (
        chance.integers((), n) for n in (max(1, len(visible)), len(KINDS), len(asked))
    )
    habits = (Habit(), Habit(3), Habit(2, significant=True), Habit(4, carry=False))
    return [
        Student(
            misconceptions=(id, visible[others[i]]) if i % 2 else (id,),
            slips=(f"{list(KINDS)[kinds[i]]}@{asked[steps[i]].name}",) if i % 3 else (),
            habit=habits[i % len(habits)],
            seed=i,
        )
        for i, id in enumerate(visible)
    ]


@EVERY_LEVEL
def test_many_at_once_answer_as_each_would_alone(family: str, params: dict[str, Any]) -> None:
    variant = _variant(family, params=params)
    students = _everybody(variant)[::3]

    assert [simulate_all(variant, [one])[0] for one in students] == simulate_all(variant, students)


@EVERY_LEVEL
def test_a_box_is_right_if_it_follows_from_the_boxes_before(
    family: str, params: dict[str, Any]
) -> None:
    """Worked out again from the texts alone, for those who go on with what they typed."""
    variant = _variant(family, params=params)
    students = [
        Student((id,), (f"digit@{variant.sheet.asked[i % len(variant.sheet.asked)].name}",), seed=i)
        for i, id in enumerate(variant.certificate.visible)
    ]
    for student, made in zip(students, simulate_all(variant, students), strict=True):
        typed = read_answers(variant.sheet, made.answers)
        ruled = variant.sheet.run(variant.values, pin=typed.pins).ruled
        for step in variant.sheet.asked:
            off = np.abs(typed.pins[step.name] - ruled[step.name]).ravel()
            for box, gap in zip(made.boxes[step.name], off, strict=True):
                assert box != "right" or gap <= 1e-7, (student, step.name)
                assert box not in ("slip", "misconception") or not gap <= 1e-11, step.name


@EVERY_LEVEL
def test_what_was_applied_is_told_where_it_changed_a_box_and_only_there(
    family: str, params: dict[str, Any]
) -> None:
    variant = _variant(family, params=params)
    for made in simulate_all(variant, _everybody(variant)):
        for kind in ("slip", "misconception"):
            told = {one["step"] for one in made.applied if one["kind"] == kind}
            seen = {name for name, boxes in made.boxes.items() if kind in boxes}
            # A cell with both is called by its misconception; a value that is none is no box.
            assert seen <= told
            assert told <= {n for n, boxes in made.boxes.items() if {*boxes} - {"right"}}


@EVERY_LEVEL
def test_who_asks_for_a_later_step_can_hold_any_other_misconception_too(
    family: str, params: dict[str, Any]
) -> None:
    variant = _variant(family, params=params)
    forms, swaps = variant.sheet.forms, Swaps(variant)
    ahead = [id for id in forms if any(swaps.looks_ahead(rules) for rules in forms[id].values())]
    students = [Student(pair) for a in ahead for b in forms for pair in ((a, b), (b, a)) if a != b]

    for student, made in zip(students, simulate_all(variant, students), strict=True):
        assert made.did("misconception") <= {*student.misconceptions}


def test_rules_that_need_each_others_result_are_not_held_at_once() -> None:
    swaps = Swaps(_variant("handout"))
    rules = {
        "dE/dx2": Rule(np.add, ("dE/dz3", "w2'")),
        "dE/dw2": Rule(np.add, ("dE/dz3", "dE/dx2")),
    }

    assert swaps.looks_ahead(rules)
    assert [True, True] == [swaps.goes_round(name, rules) for name in rules]
    assert not swaps.goes_round("dE/dx2", {"dE/dx2": rules["dE/dx2"]})


@pytest.mark.parametrize("digits", range(2, 7))
def test_each_habit_types_so_many_digits(digits: int) -> None:
    variant = _variant("mlp", params={"activation": "sigmoid"})
    decimals, significant = simulate_all(
        variant, [Student(habit=Habit(digits)), Student(habit=Habit(digits, significant=True))]
    )

    for text in _texts(decimals):
        assert re.fullmatch(rf"-?[0-9]+\.[0-9]{{{digits}}}", text)
    for text in _texts(significant):
        whole, _, after = text.lstrip("-").partition(".")
        assert len((whole + after).lstrip("0")) <= max(digits, len(whole))


def _texts(made: Simulated) -> list[str]:
    def flat(answer: Any) -> list[str]:
        return (
            [text for part in answer for text in flat(part)]
            if isinstance(answer, list)
            else [answer]
        )

    return [text for answer in made.answers.values() for text in flat(answer)]


def test_who_goes_on_with_all_digits_types_the_rounded_truth() -> None:
    variant = _variant("mlp", params={"activation": "sigmoid"})
    unrounded, typed = (
        simulate_all(variant, [Student(habit=Habit(2, carry=carry))])[0] for carry in (False, True)
    )

    for step in variant.sheet.asked:
        answer = np.array(unrounded.answers[step.name], float)
        assert np.all(np.abs(answer - variant.truth[step.name][0]) <= 0.005 + 1e-12)
    assert typed.answers != unrounded.answers


@pytest.mark.parametrize("kind", KINDS)
def test_each_slip_can_be_made_and_is_told(kind: str) -> None:
    variants = [_variant("mlp", 1), _variant("chain", 1, {"activation": "sigmoid"})]
    made = [
        simulate(variant, slips=[f"{kind}@{step.name}"], decimals=4, seed=2)
        for variant in variants
        for step in variant.sheet.asked
    ]
    applied = [one for one in made if one.applied]

    assert applied
    assert {KINDS[kind]} == {id for one in applied for id in one.did("slip")}


def test_two_exchanged_fields_hold_each_others_values() -> None:
    variant = _variant("handout")
    right = simulate(variant).answers
    made = simulate(variant, slips=["swap@z2"])

    assert {"z2", "dE/dz2"} == {one["step"] for one in made.applied}
    assert (right["z2"], right["dE/dz2"]) == (made.answers["dE/dz2"], made.answers["z2"])


def test_shifted_answers_stand_one_field_too_far() -> None:
    variant = _variant("handout")
    right = list(simulate(variant).answers.values())
    made = list(simulate(variant, slips=["row_shift@dE/dx3"]).answers.values())
    start = [step.name for step in variant.sheet.asked].index("dE/dx3")

    assert right[:start] == made[:start]
    assert right[start - 1 : -1] == made[start:]


def test_a_misconception_where_nothing_is_asked_shows_in_the_next_box() -> None:
    told = _variant("handout").to_json()
    told["steps"] = [
        {**step, "asked": step["asked"] and step["name"] != "z2"} for step in told["steps"]
    ]
    hidden = simulate(Variant.from_json(told), ["FWD_NOBIAS@z3", "FWD_NOBIAS"])
    blank = simulate(_variant("handout"), ["FWD_NOBIAS"], blanks=["z2"])

    for made in (hidden, blank):
        assert ["x2", "z3", "z4"] == [one["step"] for one in made.applied]
        assert "z2" not in made.answers


def test_zeros_and_givens_are_copied() -> None:
    variant = _variant("mlp")
    zeros, givens = simulate_all(variant, [Student(fill="zeros"), Student(fill="givens")])
    printed = {float(v) for value in variant.values.values() for v in value.ravel()}

    assert {"0"} == {*_texts(zeros)}
    assert {float(text) for text in _texts(givens)} <= printed
    assert {"zeros"} == zeros.did("copy")


@pytest.mark.parametrize("fill", ["sheet", "random"])
def test_a_guess_is_right_only_where_it_is_true(fill: str) -> None:
    variant = _variant("mlp")
    first, second = (simulate_all(variant, [Student(fill=fill, seed=seed)])[0] for seed in (1, 2))
    marking = mark(variant, first.answers)

    assert first.answers != second.answers
    for step in marking.steps:
        true = (
            np.abs(marking.answers.pins[step.name] - variant.truth[step.name]).ravel()
            <= 0.5 * 10.0 ** -variant.sheet.by_name[step.name].decimals
        )
        assert ["right" if flag else "guess" for flag in true] == list(first.boxes[step.name])


@pytest.mark.parametrize(
    ("wish", "habit"),
    [({"fill": "nonsense"}, {}), ({"blanks": ("x",), "fill": None}, {}), ({}, {"digits": 11})],
)
def test_who_cannot_be_is_refused_in_a_sentence(wish: dict[str, Any], habit: Any) -> None:
    with pytest.raises(GraderError, match=r"\.$"):
        simulate_all(_variant("handout"), [Student(habit=Habit(**habit), **wish)])
