"""What leaves the same sheet, and what the certificate says of it."""

import numpy as np
import pytest

from exercises.drawing import draw
from exercises.likeness import alike, looks
from exercises.variant import Variant
from grader.students import simulate
from tests.exercises.corpus import every_configuration, variants

SOME = [index for index, _ in every_configuration()][::5]


def _looks(variant: Variant) -> list:
    return looks(variant.sheet, {**variant.sheet.with_seed(variant.values), **variant.truth})


@pytest.mark.parametrize("index", SOME)
def test_a_look_is_what_a_student_with_that_misconception_leaves(index: int) -> None:
    variant = variants(index)[0]
    for id in variant.certificate.visible[::4]:
        left = _left(variant, id)
        known = np.isfinite(left)
        found = [look.cells for look in _looks(variant) if look.id == id]

        assert any(np.allclose(cells[known], left[known], atol=1e-6) for cells in found)


def _left(variant: Variant, id: str) -> np.ndarray:
    answers = simulate(variant, [id]).answers
    texts = [str(text) for step in variant.sheet.asked for text in np.ravel(answers[step.name])]
    return np.array([float(text) if text else np.nan for text in texts])


@pytest.mark.parametrize("index", SOME)
def test_what_is_called_visible_shows_a_number_that_is_not_the_true_one(index: int) -> None:
    for variant in variants(index)[:5]:
        truth = variant.key[0]
        for look in _looks(variant):
            off = np.abs(look.cells - truth)

            assert look.id in variant.certificate.visible
            assert np.any((off > 0.0025) & np.isfinite(off))


def test_the_same_sheet_from_two_misconceptions_is_found_and_the_order_does_not_matter() -> None:
    twin = draw("handout", 0, {"sheet": "H2"})
    found = _looks(twin)

    assert (("RELU_GATE_FLIP", "RELU_GATE_GRAD"),) == alike(found, ["LOSS_SIGN"])
    assert alike(found) == alike(found[::-1])
    assert () == alike([])


def test_what_a_slip_leaves_too_is_found() -> None:
    handout = draw("handout", 0)
    found = alike(_looks(handout))

    assert ("XG_OTHER_W", "Z_SIGN") in found
    assert ("LOSS_SIGN", "Z_SIGN") in found
    assert ("LOSS_SIGN", "Z_SIGN") not in handout.certificate.coincide
