"""Every family from the command line: drawn, solved, filled in by a student, and marked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.catalogue import families
from tests.cli.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture(params=[family.name for family in families()])
def variant(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> Path:
    """Return the file of a variant, in turn of every family."""
    path = tmp_path / "variant.json"
    path.write_text(run("draw", request.param, "--seed", 5, "--json").out, "utf-8")
    return path


def asked(variant: Path) -> list[str]:
    steps = json.loads(variant.read_text("utf-8"))["steps"]
    return [step["name"] for step in steps if step["asked"]]


def test_it_marks_the_answers_of_a_faultless_student_as_correct(run: Run, variant: Path) -> None:
    answers = run("simulate", variant, "--seed", 1, "--json")
    marking = run("mark", variant, "-", "--json", stdin=answers.out).json

    assert {"correct"} == {step["verdict"] for step in marking["steps"]}
    assert marking["max"] == marking["score"]


def test_it_marks_the_true_values_as_correct(run: Run, variant: Path) -> None:
    truth = run("solve", variant, "--json").json
    answers = {name: truth[name] for name in asked(variant)}
    marking = run("mark", variant, "-", "--json", stdin=json.dumps(answers)).json

    assert {"correct"} == {step["verdict"] for step in marking["steps"]}


def test_it_marks_an_empty_sheet_as_blank(run: Run, variant: Path) -> None:
    marking = run("mark", variant, "-", "--json", stdin="{}").json

    assert [(name, "blank") for name in asked(variant)] == [
        (step["name"], step["verdict"]) for step in marking["steps"]
    ]
    assert 0 == marking["score"]


def test_it_prints_every_stage_for_people(run: Run, variant: Path) -> None:
    answers = run("simulate", variant, "--json").out
    printed = [
        run("solve", variant, COLUMNS="200"),
        run("simulate", variant, COLUMNS="200"),
        run("mark", variant, "-", stdin=answers, COLUMNS="200"),
    ]

    assert [(0, "")] * 3 == [(ran.status, ran.err) for ran in printed]
    for ran in printed:
        assert [] == [name for name in asked(variant) if f" {name} " not in ran.out]
