"""Rounding is no error, whatever the habit: read off what was typed, followed through the sheet."""

from typing import Any

import pytest

from exercises.drawing import draw
from exercises.solving import solve
from exercises.variant import Variant
from grader.answers import read_answers
from grader.marking import mark
from grader.quality.cells import CELLS, crowd
from grader.quality.comparing import boxes
from grader.rounding import Rounding
from tests.exercises.corpus import every_configuration, variants

CELL = {cell.name: cell for cell in CELLS}


@pytest.mark.parametrize("index", [index for index, _ in every_configuration()][::3])
@pytest.mark.parametrize("cell", ["faultless", "errors"])
def test_no_habit_makes_a_right_box_wrong_whatever_stands_before_it(cell: str, index: int) -> None:
    variant = variants(index)[1]
    for _, made in crowd(variant, CELL[cell], 20, 7):
        right, blamed = boxes(made, mark(variant, made.answers))

        assert right or cell == "errors"
        assert 0 == blamed


def _rounding(variant: Variant, **answers: Any) -> Rounding:
    return Rounding(read_answers(variant.sheet, answers), variant.key[1])


def test_the_habit_is_read_off_the_sheet() -> None:
    handout = draw("handout", 0)
    decimals = _rounding(handout, z2="12.25", x2="0.25", z3="1/3", x3="12")
    digits = _rounding(handout, z2="12.3", x2="0.0123", z3="1230")

    assert (2, 4) == (decimals.decimals, decimals.digits)
    assert [0.005] * 2 == decimals.rounded[:2].tolist()
    assert [0.005, 0.0005] == decimals.right[:2].tolist()
    assert (4, 3) == (digits.decimals, digits.digits)
    assert [0.05, 0.0005, 0.5] == digits.right[:3].tolist()


def test_right_to_two_digits_is_right_but_rounded_too_early() -> None:
    variant = draw("chain", 1, {"activation": "sigmoid"})
    solved = solve(variant)
    marking = mark(variant, {s.name: f"{solved[s.name]:.2f}" for s in variant.sheet.asked})

    assert marking.max == marking.score
    assert ["Z_ROUND_EARLY"] == [finding.id for finding in marking.diagnosis]
    assert {"correct", "slip"} == {step.verdict for step in marking.steps}
