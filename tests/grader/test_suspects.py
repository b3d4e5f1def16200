"""Whom the next exercise is made for: what a student may be suspected of after a marking."""

import pytest

from exercises.drawing import draw
from exercises.pairs import separating, told_apart
from grader.marking import mark
from grader.students import simulate
from grader.suspects import suspects


@pytest.mark.parametrize("id", ["WG_MUL_WX", "XG_USE_X", "UPD_PLUS"])
def test_it_suspects_what_a_student_holds(id: str) -> None:
    variant = draw("chain", 1)
    marking = mark(variant, simulate(variant, [id]).answers)

    assert id in suspects(marking)


def test_it_suspects_nothing_of_a_faultless_student() -> None:
    variant = draw("mlp", 1)

    assert frozenset() == suspects(mark(variant, simulate(variant).answers))


def test_it_suspects_all_that_would_explain_a_number() -> None:
    """In the handout y - t is 1: the loss itself is what is left of its slope without the 2."""
    variant = draw("handout", 1)
    marking = mark(variant, {"dE/dy": "1"})

    assert {"LOSS_NO2", "LOSS_VALUE"} <= suspects(marking)


def test_the_next_exercise_tells_the_suspects_apart() -> None:
    suspected = {"LOSS_NO2", "LOSS_VALUE"}
    following = separating("handout", {"sheet": "H2"}, suspected, 1)

    assert 1 == told_apart(following, suspected)
