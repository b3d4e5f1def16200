"""``chainrule mark``."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.drawing import draw
from grader.marking import mark
from grader.verdicts import VERDICTS
from server.bench.engine import typed
from server.cli.mark import LOOKS
from tests.cli.conftest import Ran, run_cli

Run = Callable[..., Ran]
HANDOUT = draw("handout", 1)
RIGHT = typed(HANDOUT, HANDOUT.truth)
NAMES = list(RIGHT)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=8), parts),
    max_leaves=8,
)
answer_sheets = st.dictionaries(
    st.sampled_from(NAMES), json_values | st.sampled_from(["0,4", "1/3", "nan", "-"])
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every part of a JSON value."""
    here = [path] if path else []
    if not isinstance(value, dict | list):
        return here
    keys = value.items() if isinstance(value, dict) else enumerate(value)
    return here + [place for key, part in keys for place in paths(part, (*path, key))]


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy of a JSON value with another part in one place."""
    copied = json.loads(json.dumps(value))
    inner = copied
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return copied


VARIANT = HANDOUT.to_json()


def test_it_gives_the_grader_s_marking_as_json(run: Run, handout: Path) -> None:
    answers = {**RIGHT, "dE/dw3": "1", "E": ""}

    assert (
        mark(HANDOUT, answers).to_json()
        == run("mark", handout, "-", "--json", stdin=json.dumps(answers)).json
    )


def test_it_marks_what_a_simulated_student_hands_in(run: Run, handout: Path) -> None:
    handed_in = json.dumps({"answers": RIGHT, "applied": []})
    marking = run("mark", handout, "-", "--json", stdin=handed_in).json

    assert marking["max"] == marking["score"]


def test_it_prints_the_verdicts_the_first_wrong_step_and_the_score(run: Run, handout: Path) -> None:
    answers = {**RIGHT, "z2": "9", "E": "1/0"}
    marking = mark(HANDOUT, answers).to_json()
    out = run("mark", handout, "-", stdin=json.dumps(answers), COLUMNS="200").out

    for step in marking["steps"]:
        assert f"{step['name']} " in out
        assert step["verdict"] in out
    assert f"Score {marking['score']:g} of {marking['max']:g}\n" in out
    assert "A division by zero has no value." in out
    [line] = [line for line in out.splitlines() if "first wrong step" in line]
    assert f" {marking['first_wrong']} " in line


def test_it_has_a_look_for_every_verdict() -> None:
    assert set(VERDICTS) == set(LOOKS)


@pytest.mark.parametrize(
    "answers", ["[]", "1", '{"nonsense": "1"}', '{"z2": ["1"]}', '{"z2": {"value": 1}}']
)
def test_it_refuses_answers_of_another_form_in_one_line(
    run: Run, handout: Path, answers: str
) -> None:
    ran = run("mark", handout, "-", stdin=answers)

    assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n"))


def test_it_lets_no_control_character_of_an_answer_through(run: Run, handout: Path) -> None:
    assert "\x1b" not in run("mark", handout, "-", stdin='{"z2": "\\u001b[31m"}').out


def assert_done_or_refused(ran: Ran) -> None:
    """Zero with strict JSON, or two with one line; never a failure."""
    if ran.status == 0:
        assert ran.json
    else:
        assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n")), ran.err


@given(answers=answer_sheets | json_values)
def test_it_marks_or_refuses_any_answers(handout: Path, answers: Any) -> None:
    assert_done_or_refused(run_cli("mark", handout, "-", "--json", stdin=json.dumps(answers)))


@settings(max_examples=300)
@given(place=st.sampled_from(paths(VARIANT)), new=json_values)
def test_it_works_with_any_variant_or_refuses_it(
    handout: Path, place: tuple[Any, ...], new: Any
) -> None:
    path = handout.with_name("broken.json")
    path.write_text(json.dumps(replaced(VARIANT, place, new)), "utf-8")

    assert_done_or_refused(run_cli("solve", path, "--json"))
    assert_done_or_refused(run_cli("mark", path, "-", "--json", stdin=json.dumps(RIGHT)))
    assert_done_or_refused(run_cli("simulate", path, "--json"))
