"""Pairs of variants, and the variant that decides between two suspicions."""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from exercises.catalogue import families
from exercises.drawing import LARGEST_SEED, draw
from exercises.errors import BadParameter, UnknownFamily
from exercises.family import Family
from exercises.pairs import DRAWS, library, pair, separating, shown, told_apart
from exercises.variant import Variant

EVERY_FAMILY = pytest.mark.parametrize("family", families(), ids=lambda family: family.name)


@EVERY_FAMILY
def test_a_pair_shows_more_than_any_one_of_a_level_and_is_always_the_same(family: Family) -> None:
    pair_ = pair(family.name, 5)
    alone = [len(shown([draw(family.name, 5, level)])) for level in family.levels.values()]

    assert len(shown(pair_)) >= max(alone)
    assert pair_ == pair(family.name, 5)
    assert shown(pair_) <= library(family.name)


def test_the_second_shows_what_the_first_hides() -> None:
    on, off = pair("chain", 1, {"off": "none"})

    assert ("none", "one") == (on.params["off"], off.params["off"])
    assert library("chain") == shown([on, off])
    assert library("chain") - shown([on])


def test_the_second_keeps_what_the_teacher_chose_where_that_is_enough() -> None:
    first, second = pair("chain", 1, {"units": 4, "activation": "sigmoid", "off": "one"})

    assert first.params == second.params


@cache
def _draws(params: tuple[tuple[str, Any], ...]) -> tuple[Variant, ...]:
    """What ``separating`` chooses from with seed 0, and the seed itself."""
    return tuple(draw("chain", seed, dict(params)) for seed in range(DRAWS + 1))


def _suspicions(variants: Sequence[Variant]) -> list[tuple[str, str]]:
    """Pairs that some draws tell apart and others do not, a few of them."""
    every = combinations(sorted(shown(variants)), 2)
    return [two for two in every if 0 < sum(told_apart(one, two) for one in variants) < DRAWS][:5]


PARAMETERS = [{"off": "one"}, {"off": "none", "units": 2}, {"activation": "sigmoid"}]


@pytest.mark.parametrize("params", PARAMETERS, ids=str)
def test_the_next_variant_tells_suspicions_apart_if_any_draw_does(params: dict[str, Any]) -> None:
    variants = _draws(tuple(params.items()))[1:]
    for suspected in [*_suspicions(variants), sorted(shown(variants))[:4]]:
        best = separating("chain", params, suspected, 0)

        assert told_apart(best, suspected) == max(told_apart(one, suspected) for one in variants)


def test_some_suspicions_are_told_apart_by_some_draws_alone() -> None:
    assert any(_suspicions(_draws(tuple(params.items()))[1:]) for params in PARAMETERS)


def test_one_suspicion_alone_is_made_to_show() -> None:
    tried = 0
    for params in PARAMETERS:
        variants = _draws(tuple(params.items()))[1:]
        always = frozenset.intersection(*[shown([one]) for one in variants])
        for id in shown(variants) - always:
            tried += 1

            assert id in separating("chain", params, [id], 0).certificate.visible

    assert tried


def test_pairs_that_look_alike_or_hide_are_not_told_apart() -> None:
    variant = draw("handout", 0, {"sheet": "H3"})
    visible = variant.certificate.visible
    hidden = next(iter(library("handout") - {*visible}))

    assert 0 == told_apart(variant, [hidden, visible[0]])
    for two in variant.certificate.coincide:
        assert 0 == told_apart(variant, two)


def test_the_largest_seed_has_a_pair_too() -> None:
    assert LARGEST_SEED == pair("neuron", LARGEST_SEED)[0].seed


def test_what_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownFamily):
        pair("nonsense", 0)
    with pytest.raises(BadParameter):
        pair("chain", 0, {"units": 99})
    with pytest.raises(BadParameter):
        separating("chain", {"units": 99}, [], 0)
