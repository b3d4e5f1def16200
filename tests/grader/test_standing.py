"""Follow-through is for work with an error in it, not for a sheet that is only filled in."""

from typing import Any

import numpy as np
import pytest

from exercises.catalogue import family as find_family
from exercises.drawing import draw
from exercises.variant import Variant
from grader.marked import Marking
from grader.marking import mark
from grader.students import Student, simulate, simulate_all
from grader.verdicts import WRONG

GIVENS = [
    ("gates", "copy"),
    ("circuit", "a sum first"),
    ("handout", "H3"),
    ("shapes", "two layers"),
]


def _drawn(family: str, level: str, seed: int) -> Variant:
    return draw(family, seed, find_family(family).levels[level])


def _cells(marking: Marking, verdict: str) -> int:
    return sum(step.cells.count(verdict) for step in marking.steps)


def _share(marking: Marking) -> float:
    return marking.score / marking.max


def test_zeros_that_come_of_a_known_error_leave_the_maximum_however_little_is_right() -> None:
    variant = _drawn("handout", "H2", 9)
    marking = mark(variant, simulate(variant, ["LOSS_MULY", "FWD_NOBIAS"]).answers)
    judged = sum(step.points for step in variant.sheet.asked) - _cells(marking, "trivial")

    assert _cells(marking, "trivial") > judged
    assert judged == marking.max
    assert marking.score < 2 / 3 * judged


def test_zeros_that_nothing_explains_leave_no_more_of_the_maximum_than_was_earned() -> None:
    variant = _drawn("handout", "H1", 1)
    forward = simulate(variant).answers
    zeros: dict[str, Any] = {step.name: "0" for step in variant.sheet.asked}
    for step in variant.sheet.asked:
        if step.phase == "forward":
            zeros[step.name] = forward[step.name]
        if step.name.endswith("'"):
            zeros[step.name] = float(variant.values[step.name[:-1]][0])
    marking = mark(variant, zeros)
    full = sum(step.points for step in variant.sheet.asked)

    assert _cells(marking, "trivial") > marking.score
    assert pytest.approx(full - marking.score, abs=0.01) == marking.max


@pytest.mark.parametrize(("family", "level"), GIVENS)
def test_copied_givens_earn_neither_copies_nor_slips(family: str, level: str) -> None:
    unearned = []
    for seed in range(12):
        variant = _drawn(family, level, seed)
        for made in simulate_all(variant, [Student(fill="givens", seed=s) for s in range(4)]):
            marking = mark(variant, made.answers)
            true = [_near(variant, marking, step.name) for step in variant.sheet.asked]
            unearned.append(_share(marking) - sum(true) / len(true))

    assert np.mean(unearned) <= 0.06


def _near(variant: Variant, marking: Marking, name: str) -> float:
    typed = marking.answers.values[marking.answers.places[name]]
    return float(np.mean(np.abs(typed - variant.truth[name].ravel()) <= 0.0005))


def test_a_copy_is_credited_to_whoever_works() -> None:
    variant = _drawn("gates", "copy", 0)
    first = variant.sheet.asked[0].name
    made = simulate(variant, slips=[f"sign@{first}"])
    marking = mark(variant, made.answers)

    assert "follows" in [step.verdict for step in marking.steps]
    assert 0 == _cells(marking, "trivial")
    assert pytest.approx(marking.max - 1 / 3, abs=0.01) == marking.score


def test_a_row_of_zeros_from_zeros_earns_nothing() -> None:
    for seed in range(8):
        variant = _drawn("softmax_regression", "one true class", seed)
        zeros = {s.name: np.zeros(s.shape).tolist() for s in variant.sheet.asked}
        marking = mark(variant, zeros)

        assert 0 == _cells(marking, "follows")


def test_an_infinite_value_is_near_nothing() -> None:
    for seed in range(8):
        variant = _drawn("gates", "reciprocal", seed)
        for typed in ("0", "7", "-123.4"):
            answers = {step.name: "0" for step in variant.sheet.asked}
            last = [step for step in variant.sheet.asked if step.op == "reciprocal"]
            for step in last:
                answers[step.name] = typed
            marked = {step.name: step for step in mark(variant, answers).steps}

            assert all(marked[step.name].cells[0] in {*WRONG, "trivial"} for step in last)
