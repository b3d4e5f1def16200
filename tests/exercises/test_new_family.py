"""A new family is one file: no other is touched for it to be listed, drawn, marked, explained."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import exercises.families
from exercises import catalogue
from exercises.drawing import draw
from exercises.figure import draw_svg
from exercises.hints import hint
from exercises.pairs import pair
from exercises.solving import solution
from grader.marking import mark
from grader.students import simulate
from tests.cli.conftest import run_cli

FILE = '''
"""Two weights in a row, without a loss function of their own: what arrives is printed."""

from collections.abc import Mapping
from typing import Any

from exercises.family import Blueprint, Family, Pool, Screen
from exercises.network import SIGNED_NICE, Network


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    network = Network()
    for name in ("x", "v", "w"):
        network.given(name, Pool(SIGNED_NICE), f"the number {name}")
    network.apply("linear", "z", ["x", "v"], "first product")
    network.apply("tanh", "a", ["z"], "what is passed on")
    network.apply("linear", "y", ["a", "w"], "second product")
    network.upstream("y", Pool(SIGNED_NICE))
    network.backward("E", ["x", "v", "w"], unless=lambda step: step.wrt in ("y", "uy"))
    return Blueprint(
        network.pools, tuple(network.steps), "Two in a row", "Work it out.", {}, Screen(exact=False)
    )


FAMILY = Family(
    name="two_in_a_row", version=1, order=90, title="Two in a row", summary="Small.",
    cannot_reveal="Nearly everything.", parameters=(), blueprint=blueprint,
)
'''


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a family whose file lies in a folder of its own."""
    (tmp_path / "two_in_a_row.py").write_text(FILE)
    monkeypatch.setattr(
        exercises.families, "__path__", [*exercises.families.__path__, str(tmp_path)]
    )
    catalogue.families.cache_clear()
    yield "two_in_a_row"
    monkeypatch.undo()
    sys.modules.pop("exercises.families.two_in_a_row", None)
    catalogue.families.cache_clear()


def test_it_is_listed(new: str) -> None:
    assert new in [family.name for family in catalogue.families()]
    assert new in [one["name"] for one in run_cli("families", "--json").json]


def test_it_is_drawn_with_a_picture_hints_and_a_solution(new: str) -> None:
    variant = draw(new, 1)

    assert "<svg" in draw_svg(variant)
    assert [one.step for one in solution(variant)] == [s.name for s in variant.sheet.asked]
    assert all(hint(variant, step.name, 3) for step in variant.sheet.asked)


def test_its_mistakes_are_named(new: str) -> None:
    variant = draw(new, 2)
    alike = {id for two in variant.certificate.coincide for id in two}
    for id in set(variant.certificate.visible) - alike:
        student = simulate(variant, [id])
        found = {finding.id for finding in mark(variant, student.answers).diagnosis}

        assert found <= {id} | alike
        assert mark(variant, student.answers).score < len(variant.sheet.asked)


def test_a_pair_of_it_shows_its_library(new: str) -> None:
    first, second = pair(new, 1)

    assert set(first.certificate.visible) | set(second.certificate.visible)
    assert first.family == second.family == new
