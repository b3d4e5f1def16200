"""``chainrule simulate``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from exercises.drawing import draw
from grader.students import simulate
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
HABITS = ("--misconception", "XG_USE_X", "--slip", "sign@z2", "--blank", "E", "--decimals", 2)


def test_it_gives_the_answers_and_what_was_applied_as_json(run: Run, handout: Path) -> None:
    student = simulate(draw("handout", 1), ["XG_USE_X"], ["sign@z2"], 2, ["E"], 3)

    assert {"answers": student.answers, "applied": list(student.applied)} == run(
        "simulate", handout, *HABITS, "--seed", 3, "--json"
    ).json


def test_it_prints_the_answers_and_what_was_applied(run: Run, handout: Path) -> None:
    student = run("simulate", handout, *HABITS, "--json").json
    out = run("simulate", handout, *HABITS).out

    assert {"XG_USE_X", "Z_SIGN"} == {one["id"] for one in student["applied"]}
    for one in student["applied"]:
        [line] = [line for line in out.splitlines() if f" {one['step']} " in line]
        assert f"{one['kind']} {one['id']}" in line


def test_it_makes_a_student_whose_error_is_found(run: Run, handout: Path) -> None:
    args = ("--misconception", "XG_USE_X", "--json")
    marking = run("mark", handout, "-", "--json", stdin=run("simulate", handout, *args).out).json

    assert ["XG_USE_X"] == [cause["misconception"] for cause in marking["diagnosis"]]


@pytest.mark.parametrize(
    "habit",
    [
        ("--misconception", "NONSENSE"),
        ("--misconception", "XG_USE_X@nonsense"),
        ("--slip", "sign"),
        ("--slip", "nonsense@z2"),
        ("--slip", "sign@nonsense"),
        ("--blank", "nonsense"),
        ("--decimals", "-1"),
        ("--decimals", "99"),
        ("--significant", "0"),
        ("--decimals", "2", "--significant", "2"),
        ("--guess", "nonsense"),
        ("--copy", "nonsense"),
        ("--copy", "zeros", "--guess", "sheet"),
        ("--seed", "x"),
    ],
)
def test_it_refuses_a_student_who_cannot_be_in_one_line(
    run: Run, handout: Path, habit: tuple[str, ...]
) -> None:
    ran = run("simulate", handout, *habit)

    assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n"))


def test_it_answers_as_who_does_not_work(run: Run, handout: Path) -> None:
    zeros = run("simulate", handout, "--copy", "zeros", "--json").json
    guessed = [
        run("simulate", handout, "--guess", "sheet", "--seed", s, "--json").json for s in (1, 2)
    ]

    assert {"0"} == {*zeros["answers"].values()}
    assert {"copy"} == {one["kind"] for one in zeros["applied"]}
    assert guessed[0]["answers"] != guessed[1]["answers"]
    assert {"guess"} == {one["kind"] for one in guessed[0]["applied"]}


def test_it_rounds_by_habit_and_can_keep_all_digits_in_mind(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mlp.json"
    path.write_text(run("draw", "mlp", "--seed", 1, "--set", "activation=sigmoid", "--json").out)
    two = ("--significant", 2, "--json")
    typed, kept = (run("simulate", path, *two, *more).json for more in ((), ("--unrounded",)))

    assert typed["answers"] != kept["answers"]
    assert all(len(text.strip("-0.").replace(".", "")) <= 2 for text in kept["answers"]["a1"])


def test_it_takes_any_whole_number_as_seed(run: Run, handout: Path) -> None:
    for seed in (-1, 0, 2**70):
        ran = run("simulate", handout, "--slip", "sign@z2", "--seed", seed, "--json")
        assert json.loads(ran.out)["answers"]
