"""Other right ways: each gives the true value, whatever the exercise."""

import numpy as np
import pytest

from exercises.ops import all_equivalents
from tests.exercises.corpus import every_configuration, variants


@pytest.mark.parametrize("index", [pytest.param(i, id=title) for i, title in every_configuration()])
def test_another_right_way_gives_the_true_value(index: int) -> None:
    for variant in variants(index)[:5]:
        for step in variant.sheet.steps:
            for way in step.also:
                np.testing.assert_allclose(
                    way(variant.truth), variant.truth[step.name], rtol=1e-8, atol=1e-9
                )


def test_every_equivalent_says_what_it_is_known_as() -> None:
    assert all(entry.name and entry.at for entry in all_equivalents())
