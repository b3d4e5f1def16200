"""Reading numbers: the table that the browser shares, and properties that hold for any text."""

import json
import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.errors import Unreadable
from grader.numbers import LARGEST, LONGEST, read, read_cell
from grader.refusals import SENTENCES

VECTORS = json.loads((Path(__file__).parents[1] / "data" / "number_texts.json").read_text("utf-8"))
READ = [vector for vector in VECTORS if "value" in vector]
REFUSED = [vector for vector in VECTORS if "refused" in vector]

near = st.text("0123456789.,+-*/^()eE ", max_size=12)
decimals = st.decimals(-LARGEST, LARGEST, places=6)


def reason(text: object) -> str | None:
    """The code with which a cell is refused, ``None`` if it is read."""
    try:
        read_cell(text)
    except Unreadable as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize("vector", READ, ids=lambda vector: repr(vector["text"]))
def test_it_reads_a_text_as_the_shared_table_says(vector: dict[str, Any]) -> None:
    number = read(vector["text"])

    seen = {
        "text": vector["text"],
        "value": number.value,
        "exact": str(number.exact),
        "decimals": number.decimals,
        "digits": number.digits,
        "echo": number.echo,
    }
    assert vector == seen


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: repr(vector["text"]))
def test_it_refuses_a_text_for_the_reason_in_the_shared_table(vector: dict[str, Any]) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(vector["text"])

    assert (vector["refused"], SENTENCES[vector["refused"]]) == (
        refusal.value.code,
        str(refusal.value),
    )


def test_it_has_an_example_in_the_table_for_every_reason() -> None:
    assert set(SENTENCES) - {"type"} == {vector["refused"] for vector in REFUSED}


def test_it_says_every_reason_in_one_sentence_of_its_own() -> None:
    sentences = list(SENTENCES.values())

    assert len(sentences) == len(set(sentences))
    assert [] == [text for text in sentences if not text.endswith(".") or not text[0].isupper()]


@given(st.text(max_size=60) | near)
@example("(1e-99)^9^9^9^9")
@example("9^" * 19 + "9")
@example("1/" * 19 + "0.1e-99")
def test_it_reads_any_text_as_a_finite_number_or_refuses_it(text: str) -> None:
    code = reason(text)
    if code is None and text.strip():
        number = read(text)
        assert float(number.exact) == number.value
        assert abs(number.value) <= LARGEST
    else:
        assert code in {None, *SENTENCES}


@given(decimals)
def test_it_reads_back_every_decimal(decimal: Decimal) -> None:
    number = read(f"{decimal:f}")

    assert Fraction(decimal) == number.exact
    assert 6 == number.decimals


@given(decimals.map(Decimal.normalize))
def test_it_reads_back_every_decimal_in_e_notation(decimal: Decimal) -> None:
    assert Fraction(decimal) == read(f"{decimal:e}").exact


@given(st.floats(-LARGEST, LARGEST).filter(lambda value: not 0 < abs(value) < 1e-99))
def test_it_reads_back_every_float_as_text_and_as_number(value: float) -> None:
    assert value == read(repr(value)).value
    assert value == read_cell(value).value


@given(st.integers(-LARGEST, LARGEST))
def test_it_reads_back_every_whole_number(value: int) -> None:
    assert value == read(str(value)).exact
    assert value == read_cell(value).exact


@given(decimals, st.sampled_from("-‐‑‒–—―−"))
def test_it_takes_every_dash_as_a_minus(decimal: Decimal, dash: str) -> None:
    assert -abs(Fraction(decimal)) == read(f"{dash}{abs(decimal):f}").exact


@given(decimals)
def test_it_takes_a_comma_as_it_takes_a_point(decimal: Decimal) -> None:
    point, comma = read(f"{decimal:f}"), read(f"{decimal:f}".replace(".", ","))

    assert (point.exact, point.decimals, point.digits) == (
        comma.exact,
        comma.decimals,
        comma.digits,
    )


@given(st.integers(-999, 999), st.integers(1, 999))
def test_it_reads_a_fraction_exactly(numerator: int, denominator: int) -> None:
    number = read(f"{numerator}/{denominator}")

    assert Fraction(numerator, denominator) == number.exact
    assert (None, None) == (number.decimals, number.digits)


@given(near)
def test_it_reads_the_echo_as_the_same_number(text: str) -> None:
    number = None if reason(text) else read_cell(text)
    if number and number.echo and number.echo.startswith("= "):
        assert number.exact == read(number.echo[2:]).exact


@given(st.text("0123456789.", min_size=LONGEST + 1))
def test_it_refuses_a_long_text_unread(text: str) -> None:
    assert "long" == reason(text)


def test_it_never_gives_a_negative_zero() -> None:
    zeros = [read(text).value for text in ("-0", "-0.0", "-0,0", "-0/1", "−0e1")]

    assert [1.0] * 5 == [math.copysign(1, zero) for zero in zeros]


@pytest.mark.parametrize("cell", [None, "", " ", "\t\n", "\u00a0\u202f"])
def test_it_takes_nothing_typed_as_blank(cell: object) -> None:
    assert read_cell(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (True, "type"),
        ([], "type"),
        ({"value": 1}, "type"),
        (b"1", "type"),
        (1j, "type"),
        (float("nan"), "infinite"),
        (float("inf"), "infinite"),
        (float("-inf"), "infinite"),
        (1e13, "large"),
        pytest.param(-(10**5000), "large", id="-10**5000"),
        (1e-300, "small"),
    ],
)
def test_it_refuses_a_cell_that_is_no_number_to_mark(cell: object, code: str) -> None:
    assert code == reason(cell)


def test_it_shows_a_number_as_it_was_read() -> None:
    assert "Number(0.4, decimals=1, echo='= 0.4')" == repr(read("0,4"))
