"""The definitions of docs/quality.md, each on the smallest example; and a measure that can fail."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from exercises.catalogue import family as find_family
from exercises.drawing import draw
from exercises.variant import Variant
from grader.answers import read_answers
from grader.findings import Finding
from grader.marked import Marking
from grader.marking import mark
from grader.own import Own
from grader.quality import comparing, measuring
from grader.quality.cells import CELLS, crowd
from grader.quality.comparing import (
    awarded,
    boxes,
    is_exact,
    slips_alike,
    truly_right,
    unfair,
    wrongly_named,
)
from grader.quality.deserving import deserved, holds_truth, shows_nothing
from grader.quality.gates import GATES, Seen, figures
from grader.quality.measuring import measure, measure_pairs, tallies
from grader.students import Habit, Simulated, Student, simulate, simulate_all

NONE: frozenset[tuple[str, str]] = frozenset()
ALIKE = frozenset({("WG_ADD", "XG_PASS_WG"), ("XG_PASS_WG", "WG_ADD")})
GATE = {gate.name: gate for gate in GATES}
CELL = {cell.name: cell for cell in CELLS}


def _made(*ids: str, clear: set[str] | None = None) -> Simulated:
    applied = tuple({"kind": "misconception", "id": id, "step": "z"} for id in ids)
    return Simulated({}, applied, {}, frozenset(ids if clear is None else clear))


@pytest.mark.parametrize(
    ("named", "made", "alike", "exact"),
    [
        ({"WG_ADD"}, _made("WG_ADD"), NONE, True),
        (set(), _made(), NONE, True),
        (set(), _made("WG_ADD"), NONE, False),
        ({"WG_ADD", "XG_NEW_W"}, _made("WG_ADD"), NONE, False),
        ({"XG_NEW_W"}, _made("WG_ADD"), NONE, False),
        ({"WG_ADD"}, _made("WG_ADD", "XG_NEW_W"), NONE, False),
        ({"XG_PASS_WG"}, _made("WG_ADD"), ALIKE, True),
        (set(), _made("WG_ADD"), ALIKE, True),
        ({"WG_ADD", "XG_PASS_WG"}, _made("WG_ADD"), ALIKE, False),
        (set(), _made("WG_ADD", clear=set()), NONE, True),
        ({"WG_ADD"}, _made("WG_ADD", clear=set()), NONE, True),
        ({"XG_NEW_W"}, _made("WG_ADD", clear=set()), NONE, False),
    ],
)
def test_exact_is_the_set_that_changed_a_box_up_to_what_looks_alike(
    named: set[str], made: Simulated, alike: frozenset[tuple[str, str]], exact: bool
) -> None:
    assert exact == is_exact(named, made, alike)


@pytest.mark.parametrize(
    ("named", "alike", "wrong"),
    [
        (set(), NONE, False),
        ({"WG_ADD"}, NONE, False),
        ({"XG_PASS_WG"}, ALIKE, False),
        ({"XG_PASS_WG"}, NONE, True),
        ({"WG_ADD", "XG_NEW_W"}, ALIKE, True),
    ],
)
def test_wrongly_named_is_what_the_student_does_not_have(
    named: set[str], alike: frozenset[tuple[str, str]], wrong: bool
) -> None:
    student = Student(("WG_ADD@dE/dw2",))

    assert wrong == wrongly_named(named, student, _made(), alike)


def _variant() -> Variant:
    return draw("mlp", 1, {"activation": "sigmoid"})


def test_a_slip_deserves_two_thirds_and_a_misconception_nothing() -> None:
    variant = _variant()
    points = sum(step.points for step in variant.sheet.asked)
    slip = simulate(variant, slips=["sign@E"], decimals=4)
    wrong = simulate(variant, ["LOSS_SIGN"], decimals=4)

    assert 1.0 == deserved(variant, simulate(variant))
    assert pytest.approx(1 - 1 / 3 / points) == deserved(variant, slip)
    assert pytest.approx(1 - 1 / points) == deserved(variant, wrong)


def test_a_box_that_holds_the_true_value_deserves_it_however_it_came_about() -> None:
    variant = draw("momentum", 8, find_family("momentum").levels["given gradients, slow decay"])
    lost = []
    for seed in range(20):
        made = simulate(variant, ["UPD_NO_ETA"], slips=["pow10@v1"], decimals=4, seed=seed)
        own = Own(variant, read_answers(variant.sheet, made.answers))
        true = sum(sum(holds_truth(own, step)) for step in variant.sheet.asked)
        wrong = [box for boxes_ in made.boxes.values() for box in boxes_ if box == "misconception"]
        lost.append(len(wrong) - round(4 * (1 - deserved(variant, made)) - 1 / 3))
        assert deserved(variant, made) >= true / 4

    assert {0, 1} == set(lost)


def test_a_box_that_comes_out_the_same_by_every_rule_counts_neither_way() -> None:
    variant = draw("handout", 9, {"sheet": "H2"})
    made = simulate(variant, ["FWD_NOBIAS"], decimals=4)
    own = Own(variant, read_answers(variant.sheet, made.answers))
    dumb = [
        s for s in variant.sheet.asked if shows_nothing(own, s)[0] and not holds_truth(own, s)[0]
    ]
    asked = variant.sheet.asked
    right = [name for name, boxes_ in made.boxes.items() if boxes_ == ("right",)]
    wrong = len(asked) - len(right)

    assert len(dumb) > 5
    assert {step.name for step in dumb} <= set(right)
    assert pytest.approx(1 - wrong / (len(asked) - len(dumb))) == deserved(variant, made)


def test_a_slip_that_looks_like_a_misconception_deserves_what_either_does() -> None:
    variant = draw("neuron", 0)
    made = simulate(variant, slips=["sign@dE/dy"], decimals=4)
    marking = mark(variant, made.answers)
    alike = slips_alike(made, marking)
    taken = unfair(variant, made, marking, alike)

    assert {"LOSS_SIGN"} == alike
    assert pytest.approx(0.0, abs=0.001) == taken
    assert unfair(variant, made, marking, ()) > 0.03


def test_blame_is_counted_of_right_boxes_alone() -> None:
    variant = _variant()
    made = simulate(variant, ["LOSS_SIGN"], decimals=4)
    marking = mark(variant, made.answers)
    cells = sum(len(step.cells) for step in marking.steps)
    harsh = replace(marking, steps=tuple(_called("wrong", step) for step in marking.steps))

    assert (cells - 1, 0) == boxes(made, marking)
    assert (cells - 1, cells - 1) == boxes(made, harsh)


def _called(verdict: Any, step: Any) -> Any:
    return replace(step, cells=(verdict,) * len(step.cells), cause=None)


def test_a_slip_of_rounding_is_no_blame_and_another_slip_is() -> None:
    variant = _variant()
    made = simulate(variant, decimals=4)
    marking = mark(variant, made.answers)
    for cause, blamed in (("Z_ROUND_EARLY", 0), ("Z_SIGN", 1)):
        first = replace(_called("slip", marking.steps[4]), cause=cause)
        slipped = replace(marking, steps=(first,))

        assert (1, blamed) == boxes(made, slipped)


def test_truly_right_is_what_equals_the_truth() -> None:
    variant = draw("handout", 0, {"sheet": "H3"})
    [zeros] = simulate_all(variant, [Student(fill="zeros")])
    marking = mark(variant, zeros.answers)
    right = [box == "right" for boxes_ in zeros.boxes.values() for box in boxes_]

    assert pytest.approx(sum(right) / len(right)) == truly_right(variant, marking)
    assert awarded(marking) >= 0


def test_a_slip_that_is_a_misconception_by_another_name_may_be_called_either() -> None:
    variant = _variant()
    made = simulate(variant, slips=["sign@dE/dy"], decimals=4)
    marking = mark(variant, made.answers)
    named = replace(marking, diagnosis=(Finding("LOSS_SIGN", ("dE/dy",)),))
    other = replace(marking, diagnosis=(Finding("LOSS_NO2", ("dE/dy",)),))
    tallied = [
        comparing.compare(CELL["one_slip"], variant, Student(), made, one) for one in (named, other)
    ]

    assert [1, 0] == [tally.exact for tally in tallied]


# What the measure says of a grader that is worse than ours.


def _seen(monkeypatch: pytest.MonkeyPatch, change: Callable[[Marking], Marking]) -> Seen:
    def worse(*args: Any) -> Marking:
        return change(mark(*args))

    monkeypatch.setattr(measuring, "mark", worse)
    return Seen(tallies([_variant()], 12))


def test_a_grader_that_names_nothing_is_not_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    found = figures(_seen(monkeypatch, lambda marking: replace(marking, diagnosis=())))

    assert [0, 0] == [found["exact_one"], found["exact_two"]]
    assert [0, 0] == [found["misnamed_one"], found["misnamed_open"]]


def test_a_grader_that_names_at_random_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    invented = (Finding("RELU_NEG_FWD", ("z1",)),)
    found = figures(_seen(monkeypatch, lambda marking: replace(marking, diagnosis=invented)))

    assert [1, 1, 1] == [found[f"misnamed_{cell}"] for cell in ("one", "two", "open")]
    assert 0 == found["exact_one"]


def test_a_grader_that_blames_everything_is_neither_right_nor_fair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def harsh(marking: Marking) -> Marking:
        steps = tuple(_called("wrong", step) for step in marking.steps)
        return replace(marking, steps=steps, score=0.0)

    found = figures(_seen(monkeypatch, harsh))

    assert 1e6 == found["blamed"]
    assert not GATE["fair"].met(found["fair"])


def test_a_grader_that_gives_all_points_pays_those_who_do_not_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = figures(_seen(monkeypatch, lambda marking: replace(marking, score=marking.max)))

    assert not GATE["all_zeros"].met(found["all_zeros"])
    assert not GATE["givens"].met(found["givens"])


def test_a_grader_without_a_misconception_never_names_it() -> None:
    variant = _variant()
    for id in variant.certificate.visible:
        made = simulate(variant, [id], decimals=4)
        known, unknown = (
            {f.id for f in mark(variant, made.answers, without=ids).diagnosis}
            for ids in ((), (id,))
        )

        assert id not in unknown
        assert id in known or not known & {*unknown}


def test_parts_add_up_to_the_whole() -> None:
    def still() -> float:
        return 0.0

    whole = measure("neuron", {}, range(4), 3, still)
    parts = measure("neuron", {}, range(2), 3, still) + measure("neuron", {}, range(2, 4), 3, still)

    assert figures(whole) == figures(parts)
    assert 12 == whole.cells["two"].students


def test_a_pair_that_hides_something_misses_the_gate() -> None:
    shares = measure_pairs("chain", range(3)).pairs

    assert 1.0 == max(shares)
    assert GATE["pair"].met(1.0)
    assert not GATE["pair"].met(0.975)


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.name)
def test_a_crowd_holds_what_its_cell_says(cell: Any) -> None:
    variant = _variant()
    students = crowd(variant, cell, 20, 1)

    assert (1 if cell.fill == "zeros" else 20) == len(students)
    assert students == crowd(variant, cell, 20, 1)
    for student, made in students:
        assert cell.misconceptions == len({*student.misconceptions})
        assert cell.slips == len(student.slips)
        if cell.diagnosed:
            assert {*student.misconceptions} == made.did("misconception")
            assert cell.slips == len(made.did("slip"))


def test_who_cannot_be_on_a_short_sheet_is_left_out() -> None:
    short = draw("pooling", 1)

    assert 2 == len(short.sheet.asked)
    assert [] == crowd(short, CELL["two_slip"], 5, 1)
    assert 5 == len(crowd(short, CELL["two"], 5, 1))


def test_every_habit_of_two_to_six_digits_is_among_the_faultless() -> None:
    habits = {student.habit for student, _ in crowd(_variant(), CELL["faultless"], 20, 1)}

    assert {
        Habit(digits, significant, carry)
        for digits in range(2, 7)
        for significant in (False, True)
        for carry in (False, True)
    } == habits
