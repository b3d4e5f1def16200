"""Numbers, vectors and matrices as text."""

from typing import Any

import pytest

from server.cli.output import blanks, print_json, setting, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (0.1 + 0.2, "0.3"),
        (-1e-9, "-1e-09"),
        ("0,4", "0,4"),
        ([], "[]"),
        ([1.5, -2], "[1.5, -2]"),
        ([[1, -0.25], [10, 3]], "[    1, -0.25]\n[   10,     3]"),
        ([[[1], [2]], [[3], [4]]], "[1]\n[2]\n[3]\n[4]"),
        ([["1"], "2"], "[1]\n[2]"),
    ],
)
def test_it_shows_a_value(value: Any, text: str) -> None:
    assert text == shown(value)


def test_it_leaves_a_place_for_every_cell() -> None:
    assert ["____", [["____", "____"]]] == [blanks(()), blanks((1, 2))]


@pytest.mark.parametrize(
    ("value", "text"), [([2, 2, 1], "2,2,1"), (True, "true"), ("relu", "relu"), (3, "3")]
)
def test_it_shows_a_parameter_as_one_types_it(value: object, text: str) -> None:
    assert text == setting(value)


def test_it_never_prints_what_is_not_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        print_json({"value": float("nan")})
