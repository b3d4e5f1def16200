"""What marking must do on each of a thousand variants, for students of every kind."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from exercises.screening import GAP
from exercises.variant import Variant
from grader.findings import Finding
from grader.marked import Marking
from grader.marking import mark
from grader.students import simulate
from grader.verdicts import RIGHT, WRONG
from tests.exercises.corpus import every_configuration, variants

CONFIGURATION = pytest.mark.parametrize(
    "index", [pytest.param(i, id=title) for i, title in every_configuration()]
)
HABITS = [(3, True), (3, False), (4, True), (4, False), (6, True), (None, True)]
"""Decimals typed, and whether the student goes on with what was typed."""


@CONFIGURATION
def test_a_faultless_student_is_never_refused(index: int) -> None:
    for variant in variants(index):
        for decimals, carry in HABITS:
            marking = mark(variant, simulate(variant, decimals=decimals, carry=carry).answers)

            assert {"correct"} == {cell for step in marking.steps for cell in step.cells}
            assert marking.max == marking.score


@CONFIGURATION
def test_zeros_everywhere_earn_what_is_truly_zero(index: int) -> None:
    for variant in variants(index):
        asked = variant.sheet.asked
        zeros = {step.name: np.zeros(step.shape).tolist() for step in asked}
        right = sum(float(np.mean(np.abs(variant.truth[s.name]) <= 0.0005)) for s in asked)
        marking = mark(variant, zeros)

        assert marking.score / marking.max <= right / len(asked) + 0.1


@pytest.mark.parametrize("share", [3, pytest.param(1, marks=pytest.mark.slow)])
@CONFIGURATION
def test_each_misconception_is_caught_at_its_own_step_and_nobody_else_blamed(
    index: int, share: int
) -> None:
    """On all variants with every third misconception in turn; the slow form with all of them."""
    named = told_apart = 0
    for variant in variants(index):
        for id in variant.certificate.visible[variant.seed % share :: share]:
            student = simulate(variant, [id], decimals=4, seed=variant.seed)
            marking = mark(variant, student.answers)
            sites = {place["step"] for place in student.applied}

            assert {site for site in sites if _is_clear(marking, site)} <= _not_right(marking), id
            assert _blamed(marking) <= sites | _behind_unasked(variant, id), id
            others = [finding for finding in marking.diagnosis if finding.id != id]
            assert all(_looks_like(marking, other) for other in others), (id, others)
            if sites and not any(id in pair for pair in variant.certificate.coincide):
                told_apart += 1
                named += any(finding.id == id for finding in marking.diagnosis)

    assert named >= 0.8 * told_apart


def _behind_unasked(variant: Variant, id: str) -> set[str]:
    """Steps asked that are the first to show what was done in steps that are not asked."""
    sheet = variant.sheet
    made = {name for rules in sheet.forms.get(id, {}).values() for name in rules}
    hidden = {name for name in made if not sheet.by_name[name].asked}
    shown = set()
    for step in sheet.steps:
        if hidden.intersection(step.rule.inputs):
            (shown if step.asked else hidden).add(step.name)
    return shown


def _is_clear(marking: Marking, site: str) -> bool:
    """Whether a wrong rule gave a value that is clearly no right one on any reading."""
    own = marking.own
    right = [own.expected[site], marking.variant.truth[site]]
    right += [route(own.values) for route in marking.variant.sheet.by_name[site].also]
    return all(bool(np.any(np.abs(value - own.values[site]) > GAP)) for value in right)


def _not_right(marking: Marking) -> set[str]:
    return {step.name for step in marking.steps if step.verdict not in RIGHT}


def _blamed(marking: Marking) -> set[str]:
    return {step.name for step in marking.steps if WRONG.intersection(step.cells)}


def _looks_like(marking: Marking, other: Finding) -> bool:
    """Whether another cause gives the same numbers wherever it was named."""
    own = marking.own
    forms = marking.variant.sheet.forms.get(other.id, {}).values()
    return all(
        any(
            np.allclose(rules[name](own.values), own.values[name], atol=GAP)
            for rules in forms
            if name in rules
        )
        for name in other.steps
    )


@pytest.mark.parametrize("seed", range(6))
def test_two_misconceptions_are_told_apart(seed: int) -> None:
    exact = tried = 0
    for index, _ in every_configuration():
        drawn = variants(index)
        variant = drawn[seed % len(drawn)]
        for pair in _pairs(variant, seed):
            student = simulate(variant, pair, decimals=4, seed=seed)
            if set(pair) != {place["id"] for place in student.applied}:
                continue
            tried += 1
            found = {f.id for f in mark(variant, student.answers).diagnosis}
            exact += found == set(pair)

    assert tried >= 80
    assert exact >= 0.75 * tried


def _pairs(variant: Variant, seed: int) -> list[tuple[str, str]]:
    """A few pairs of visible misconceptions that nothing else looks like."""
    unlike = [
        id
        for id in variant.certificate.visible
        if not any(id in pair for pair in variant.certificate.coincide)
    ]
    return [(unlike[i], unlike[-1 - i]) for i in range(seed % 3, len(unlike) // 2, 4)]


@CONFIGURATION
def test_junk_is_never_marked_right(index: int) -> None:
    random = np.random.default_rng(index)
    for variant in variants(index)[:5]:
        answers: Mapping[str, Any] = {
            step.name: (random.uniform(60, 90, step.shape)).round(3).tolist()
            for step in variant.sheet.asked
        }
        marking = mark(variant, answers)

        assert marking.score <= 0.05 * marking.max
