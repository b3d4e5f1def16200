"""The integer generator: the same everywhere, and each row on its own."""

import numpy as np

from exercises.generator import Generator


def test_it_gives_the_same_integers_for_ever() -> None:
    drawn = Generator("chainrule", 2).integers((4,), 1000)

    assert [[232, 89, 153, 973], [893, 548, 737, 379]] == drawn.tolist()


def test_a_row_does_not_depend_on_how_many_there_are() -> None:
    many = Generator("seed", 8).integers((3,), 10)
    few = Generator("seed", 2, first=5).integers((3,), 10)

    np.testing.assert_array_equal(many[5:7], few)


def test_it_spreads_evenly_over_its_range() -> None:
    drawn = Generator("spread", 4000).integers((5,), 10)
    counts = np.bincount(drawn.ravel(), minlength=10)

    assert 10 == len(counts)
    assert np.all(np.abs(counts - 2000) < 200)


def test_different_seeds_give_different_streams() -> None:
    first = Generator("1", 1).integers((8,), 2**31)
    second = Generator("2", 1).integers((8,), 2**31)

    assert not np.any(first == second)
