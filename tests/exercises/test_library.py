"""Hygiene of the misconceptions: each is a rule of its own, with words that give nothing away."""

import re
from itertools import combinations

import numpy as np
import pytest

from exercises.ops import all_misconceptions, all_ops, registry
from exercises.ops.base import Misconception
from exercises.variant import Variant
from tests.exercises.corpus import CONFIGURATIONS, variants

LIBRARY = all_misconceptions()
ELSEWHERE: set[str] = set()
"""Made at ops that no family here uses; ``test_ops`` shows them."""


@pytest.mark.parametrize("entry", LIBRARY.values(), ids=lambda entry: entry.id)
class TestEveryMisconception:
    def test_its_first_message_gives_no_number_and_no_formula(self, entry: Misconception) -> None:
        assert not re.search(r"[0-9=+*/\\]", entry.messages[0])
        assert not re.search(r"[0-9=\\]", entry.name.replace("factor 2", "factor"))

    def test_its_messages_are_sentences(self, entry: Misconception) -> None:
        assert 2 == len(entry.messages)
        assert all(message[0].isupper() and message[-1] in ".?" for message in entry.messages)

    def test_its_place_exists(self, entry: Misconception) -> None:
        place = entry.at.partition(":")[0]
        kinds = {op.kind for op in all_ops().values()}

        assert place in {*all_ops(), *kinds, "paths", "*"}

    def test_a_twin_is_declared_in_the_library(self, entry: Misconception) -> None:
        assert entry.same_as is None or entry.same_as in LIBRARY

    def test_some_exercise_shows_it(self, entry: Misconception) -> None:
        shown = entry.same_as or entry.id in ELSEWHERE

        assert shown or any(
            entry.id in variant.certificate.visible or _hidden(variant, entry.id)
            for index in range(len(CONFIGURATIONS))
            for variant in variants(index)[:6]
        )


def _hidden(variant: Variant, id: str) -> bool:
    """Whether it is made in a step that is not asked."""
    names = {name for rules in variant.sheet.forms.get(id, {}).values() for name in rules}
    return any(not variant.sheet.by_name[name].asked for name in names)


def test_every_id_stands_once() -> None:
    ids = [m.id for module in registry._modules() for m in getattr(module, "MISCONCEPTIONS", ())]

    assert sorted(LIBRARY) == sorted(ids)


def test_no_two_entries_are_the_same_rule() -> None:
    apart: set[tuple[str, str]] = set()
    together: set[tuple[str, str]] = set()
    for index in range(len(CONFIGURATIONS)):
        for variant in variants(index)[:5]:
            for step in variant.sheet.asked:
                for first, second in combinations(step.wrong, 2):
                    pair = (first.misconception, second.misconception)
                    together.add(pair)
                    with np.errstate(all="ignore"):
                        values = [wrong.rule(variant.truth) for wrong in (first, second)]
                    if not np.allclose(*values, equal_nan=True):
                        apart.add(pair)

    assert set() == together - apart


def test_every_wrong_rule_has_the_shape_of_its_step() -> None:
    for index in range(len(CONFIGURATIONS)):
        variant = variants(index)[0]
        for step in variant.sheet.steps:
            for wrong in step.wrong:
                with np.errstate(all="ignore"):
                    value = wrong.rule(variant.truth)

                assert variant.truth[step.name].shape == value.shape, wrong.misconception
