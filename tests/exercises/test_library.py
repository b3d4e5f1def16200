"""Hygiene of the misconceptions: each is a rule of its own, with words that give nothing away."""

import re
from itertools import combinations

import numpy as np
import pytest

from exercises.ops import all_misconceptions, all_ops, registry
from exercises.ops.base import Misconception
from exercises.steps import Step, Wrong
from exercises.values import Value
from grader.slips import BY_ID, COPIED
from tests.exercises.corpus import CONFIGURATIONS, few, variants
from tests.exercises.library import KINDS, PAGE, ROWS, alike, levels, page, shows

LIBRARY = all_misconceptions()
MOST_WORDS = 20, 46
"""Words of the first level, and of the rule."""
NO_ERRORS = {"BN_DVAR_DMU", "Z_FORMAT", "Z_STALE"}
"""What the page explains, and why it is in no list: see there."""


@pytest.mark.parametrize("entry", LIBRARY.values(), ids=lambda entry: entry.id)
class TestEveryMisconception:
    def test_its_first_level_gives_no_number_and_no_formula(self, entry: Misconception) -> None:
        assert not re.search(r"[0-9=+*/\\^]", entry.messages[0])
        assert not re.search(r"[0-9=+*/\\^]", entry.name)

    def test_its_messages_are_sentences(self, entry: Misconception) -> None:
        assert 2 == len(entry.messages)
        for message, most in zip(entry.messages, MOST_WORDS, strict=True):
            assert message[0].isupper()
            assert message[-1] in ".?"
            assert len(message.split()) <= most

    def test_its_first_level_says_more_than_its_name(self, entry: Misconception) -> None:
        first, name = (
            set(re.findall("[a-z]+", t.lower())) for t in (entry.messages[0], entry.name)
        )

        assert len(first & name) < len(first) - 1
        assert len(first & name) < 0.7 * len(first)

    def test_its_place_exists(self, entry: Misconception) -> None:
        place = entry.at.partition(":")[0]
        kinds = {op.kind for op in all_ops().values()}

        assert place in {*all_ops(), *kinds, "paths", "*"}
        assert place in {*all_ops(), *KINDS}

    def test_a_twin_is_declared_in_the_library(self, entry: Misconception) -> None:
        assert entry.same_as is None or entry.same_as in LIBRARY

    def test_some_family_lets_a_student_make_it(self, entry: Misconception) -> None:
        assert entry.same_as or shows().get(entry.id)


def test_every_id_and_every_name_stands_once() -> None:
    entries = [m for module in registry._modules() for m in getattr(module, "MISCONCEPTIONS", ())]

    assert sorted(LIBRARY) == sorted(entry.id for entry in entries)
    assert len(entries) == len({entry.name for entry in entries})


def test_each_differs_from_the_right_rule_in_a_step_that_is_asked() -> None:
    differ = {
        wrong.misconception
        for level in levels()
        for step in level.sheet.asked
        for wrong, value in level.wrong(step)
        if not np.allclose(value, level.values[step.name], equal_nan=True)
    }

    assert {entry.id for entry in LIBRARY.values() if not entry.same_as} == differ


def test_no_two_give_the_same_on_a_thousand_random_sheets() -> None:
    together: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    for level in levels():
        for step in level.sheet.steps:
            _compare(level.wrong(step), together, apart)

    assert ROWS == 1000
    assert set() == together - apart


@pytest.mark.slow
def test_no_two_give_the_same_on_all_variants_that_are_drawn() -> None:
    together: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    for index in range(len(CONFIGURATIONS)):
        for variant in variants(index):
            for step in variant.sheet.asked:
                _compare(_given(step, variant.truth), together, apart)

    assert set() == together - apart


def _given(step: Step, truth: dict[str, Value]) -> list[tuple[Wrong, Value]]:
    with np.errstate(all="ignore"):
        return [(wrong, wrong.rule(truth)) for wrong in step.wrong]


def _compare(
    found: list[tuple[Wrong, Value]], together: set[tuple[str, str]], apart: set[tuple[str, str]]
) -> None:
    """Which entries meet at a step, and which of these are told apart there."""
    for (first, one), (second, other) in combinations(found, 2):
        if first.misconception != second.misconception:
            pair = (first.misconception, second.misconception)
            together.add(pair)
            if not np.allclose(one, other, equal_nan=True):
                apart.add(pair)


def test_what_cannot_be_told_apart_somewhere_can_be_elsewhere() -> None:
    """A general entry gives way to a special one; two special ones must differ in some family."""
    for one, other in alike():
        if not LIBRARY[one].general and LIBRARY[one].same_as != other:
            assert _meet(one, other) or set(shows()[one]) - set(shows()[other]), (one, other)


def _meet(one: str, other: str) -> bool:
    """Whether both can be made at one step; they are told apart there, see above."""
    return any(
        {one, other} <= {wrong.misconception for wrong in step.wrong}
        for level in levels()
        for step in level.sheet.asked
    )


def test_every_wrong_rule_has_the_shape_of_its_step() -> None:
    for index in range(len(CONFIGURATIONS)):
        variant = few(index)[0]
        for step in variant.sheet.steps:
            for wrong, value in _given(step, variant.truth):
                assert variant.truth[step.name].shape == value.shape, wrong.misconception


class TestThePage:
    def test_it_is_in_step_with_the_library(self) -> None:
        assert page() == PAGE.read_text(encoding="utf-8"), "python -m tests.exercises.library"

    def test_it_names_every_misconception_and_every_slip(self) -> None:
        text = PAGE.read_text(encoding="utf-8")

        for id in (*LIBRARY, *BY_ID, *COPIED):
            assert f"| {id} |" in text
        for id in NO_ERRORS:
            assert id in text
