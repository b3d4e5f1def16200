"""Many submissions at once are marked as each by itself."""

import pytest

from exercises.drawing import draw
from exercises.solving import solve
from exercises.variant import Variant
from grader.errors import BadAnswers
from grader.many import mark_many
from grader.marking import mark
from grader.students import simulate


def _truth(variant: Variant) -> dict[str, object]:
    values = solve(variant)
    return {step.name: values[step.name] for step in variant.sheet.asked}


def _requests(family: str) -> list[tuple[Variant, dict[str, object]]]:
    found = []
    for seed in range(6):
        variant = draw(family, seed)
        held = variant.certificate.visible[seed : seed + 1]
        found += [
            (variant, simulate(variant, ids, decimals=4, seed=seed).answers) for ids in ([], held)
        ]
        found += [(variant, _truth(variant)), (variant, {})]
    return found


def test_it_marks_them_as_one_by_one() -> None:
    requests = _requests("mlp") + _requests("chain") + _requests("adam")
    expected = [mark(variant, answers).to_json() for variant, answers in requests]

    assert expected == [marking.to_json() for marking in mark_many(requests)]


def test_it_marks_none() -> None:
    assert [] == mark_many([])


def test_it_refuses_answers_of_the_wrong_form() -> None:
    with pytest.raises(BadAnswers):
        mark_many([(draw("mlp", 1), {"nothing": "1"})])
