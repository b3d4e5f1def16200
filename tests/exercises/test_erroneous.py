"""Sheets with a mistake in them: the mistake is there, and it is the first."""

import json
from typing import Any

import numpy as np
import pytest

from exercises.drawing import draw
from exercises.families.erroneous import FAMILY, OTHERS
from exercises.figure import draw_svg
from exercises.names import TYPED
from exercises.solving import solve
from exercises.variant import Variant
from grader.marking import mark

LEVELS = pytest.mark.parametrize("params", FAMILY.levels.values(), ids=FAMILY.levels)
OF_ANY = pytest.mark.parametrize("family", [name for name in OTHERS if name != FAMILY.name])


def _lines(variant: Variant) -> list[str]:
    return [name.removesuffix(TYPED) for name in variant.given if name.endswith(TYPED)]


def _off(variant: Variant) -> list[bool]:
    """Which lines do not follow from the lines before them."""
    typed = {name: variant.values[name + TYPED] for name in _lines(variant)}
    again = variant.sheet.run(variant.values, pin=typed).ruled
    return [not np.allclose(typed[name], again[name], rtol=0, atol=0.002) for name in typed]


@LEVELS
def test_it_asks_for_the_first_line_that_does_not_follow(params: dict[str, Any]) -> None:
    for seed in range(6):
        variant = draw("erroneous", seed, params)
        off = _off(variant)

        assert any(off)
        assert off.index(True) + 1 == solve(variant)["line"]


@OF_ANY
def test_it_takes_sheets_of_any_family(family: str) -> None:
    variant = draw("erroneous", 3, {"family": family})
    truth = solve(variant)
    answers = {"line": f"{truth['line']:.0f}", "value": f"{truth['value']:.4f}"}

    assert any(_off(variant))
    assert ["correct", "correct"] == [step.verdict for step in mark(variant, answers).steps]


def test_it_names_those_who_point_to_a_line_that_carries_the_error_on() -> None:
    variant = draw("erroneous", 1)
    forms = variant.sheet.forms
    answers = {}
    for id, name in (("ERR_CARRIED", "line"), ("ERR_VALUE_CARRIED", "value")):
        answers[name] = f"{float(forms[id][0][name](variant.truth)[0]):g}"
    causes = [step.cause for step in mark(variant, answers).steps]

    assert ["ERR_CARRIED", "ERR_VALUE_CARRIED"] == causes


def test_it_says_when_a_student_only_copies_what_stands_there() -> None:
    variant = draw("erroneous", 2)
    line = int(solve(variant)["line"])
    typed = variant.given[_lines(variant)[line - 1] + TYPED]
    marking = mark(variant, {"line": str(line), "value": str(typed)})

    assert "ERR_COPY" == marking.steps[1].cause


@LEVELS
def test_its_drawing_shows_the_sheet_as_it_was_filled_in(params: dict[str, Any]) -> None:
    variant = draw("erroneous", 1, params)
    drawing = draw_svg(variant)

    assert " again" not in drawing
    assert TYPED not in drawing
    assert drawing.count("is-given is-filled") >= len(_lines(variant)) // 2


@LEVELS
def test_it_survives_its_json(params: dict[str, Any]) -> None:
    variant = draw("erroneous", 4, params)
    read = Variant.from_json(json.loads(json.dumps(variant.to_json())))

    assert (variant, variant.hash) == (read, read.hash)
