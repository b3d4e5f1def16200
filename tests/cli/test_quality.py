"""``chainrule quality``: its table, its exit status, and what it writes down."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exercises.catalogue import families
from grader.quality.gates import GATES
from server.quality import running
from server.quality.pages import with_table
from server.quality.running import ALL, plan, run
from server.quality.summing_up import goal, summaries, written
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def quick() -> dict[str, Any]:
    """Return the result of a few students on every level of every family."""
    return run(plan(families(), 5), processes=1)


def _pooled(result: dict[str, Any], gate: str) -> float:
    """The mean figure of a gate over all families."""
    figures = [one["figures"].get(gate) for one in result["levels"] if one["level"] == ALL]
    known = [figure for figure in figures if figure is not None]
    return sum(known) / len(known)


def test_it_measures_every_gate_of_every_family_and_level(quick: dict[str, Any]) -> None:
    wanted = {(f.name, level) for f in families() for level in [ALL, *f.levels]}
    # A short sheet has no room for two misconceptions and a slip.
    sometimes = {"distinct", "distinct_chain", "short", "pair", "exact_two", "misnamed_two"}
    always = {gate.name for gate in GATES} - sometimes - {"exact_one_slip", "exact_two_slip"}

    assert wanted == {(one["family"], one["level"]) for one in quick["levels"]}
    for one in quick["levels"]:
        assert always <= one["figures"].keys()
        assert one["figures"].keys() & {"distinct", "distinct_chain"}
        assert (one["level"] == ALL) == ("pair" in one["figures"])
        assert one["boxes"] > 0


def test_marking_keeps_its_promises_to_a_few_students_of_every_family(
    quick: dict[str, Any],
) -> None:
    """The quick form: far too few students for a family, enough for all of them together."""
    assert _pooled(quick, "exact_one") >= 0.85
    assert _pooled(quick, "exact_two") >= 0.75
    assert _pooled(quick, "misnamed_one") <= 0.02
    assert _pooled(quick, "fair") <= 0.1
    assert _pooled(quick, "all_zeros") <= 0.1
    assert _pooled(quick, "givens") <= 0.15
    assert 0 == _pooled(quick, "zeros")


def test_it_measures_the_same_whatever_the_number_of_processes() -> None:
    jobs = plan(families()[:1], 5)
    alone, shared = (run(jobs, processes) for processes in (1, 2))
    for result in (alone, shared):
        for level in result["levels"]:
            del level["figures"]["draw"]

    assert alone == shared


def test_it_spreads_the_students_over_the_levels() -> None:
    for students in (1, 7, 100, 2000):
        for family in families():
            jobs = plan([family], students)
            asked = sum(job.size for job in jobs if job.each)

            assert students <= asked
            assert {*family.levels, ALL} == {job.level for job in jobs}
            seeds = [s for job in jobs if job.level == next(iter(family.levels)) for s in job.seeds]
            assert [*range(len(seeds))] == seeds


def _result(figure: float) -> dict[str, Any]:
    """A result with one figure."""
    level = {"family": "mlp", "level": "easy", "figures": {"exact_one": figure}, "examples": {}}
    return {"grader": "0", "gates": [], "levels": [level]}


@pytest.mark.parametrize(("figure", "status", "said"), [(0.99, 0, "✓ met"), (0.989, 1, "✗ missed")])
def test_it_shows_the_goal_beside_each_figure_and_fails_if_one_is_missed(
    run: Run, monkeypatch: pytest.MonkeyPatch, figure: float, status: int, said: str
) -> None:
    monkeypatch.setattr(running, "run", lambda *_: _result(figure))
    ran = run("quality", "--family", "mlp", COLUMNS="140")
    [line] = [line for line in ran.out.splitlines() if line.strip().startswith("exact: 1 mis")][:1]

    assert status == ran.status
    for part in ("≥ 99 %", f"{100 * figure:.4g} %", "mlp, easy", said):
        assert part in line


def test_it_names_what_is_missed_and_where(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "run", lambda *_: _result(0.5))
    out = run("quality", COLUMNS="140").out

    assert 2 == out.count("mlp, easy")
    assert "missed" in out


def test_it_prints_json_and_a_bar_beside_it(run: Run) -> None:
    ran = run("quality", "--family", "neuron", "--students", 2, "--processes", 1, "--json")

    assert {"grader", "gates", "levels"} == ran.json.keys()
    assert ran.status in (0, 1)
    assert [gate.name for gate in GATES] == [gate["name"] for gate in ran.json["gates"]]


@pytest.mark.parametrize("wish", [("--family", "nonsense"), ("--students", 0)])
def test_it_refuses_what_there_is_not_in_one_line(run: Run, wish: tuple[str, object]) -> None:
    ran = run("quality", *wish)

    assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n"))


def test_it_saves_the_figures_and_the_table(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running, "run", lambda *_: _result(0.5))
    (tmp_path / "quality.md").write_text("before <!-- figures -->old<!-- /figures --> after")
    run("quality", "--save", tmp_path)
    page = (tmp_path / "quality.md").read_text("utf-8")
    [level] = json.loads((tmp_path / "quality.json").read_text("utf-8"))["levels"]

    assert {"exact_one": 0.5} == level["figures"]
    assert "examples" not in level
    assert page.startswith("before <!-- figures -->\n| what |")
    assert page.endswith("<!-- /figures --> after")
    assert "| mlp | easy | **50 %** |" in page
    assert "old" not in page


def test_the_page_shows_the_figures_of_the_result_file() -> None:
    page = (DOCS / "quality.md").read_text("utf-8")
    result = json.loads((DOCS / "quality.json").read_text("utf-8"))

    assert page == with_table(page, result)
    assert {family.name for family in families()} >= {one["family"] for one in result["levels"]}
    assert all(one["students"]["one"] >= 1 for one in result["levels"])


def test_the_readme_shows_the_worst_figures_of_the_result_file() -> None:
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    result = json.loads((DOCS / "quality.json").read_text("utf-8"))

    assert readme == with_table(readme, result, short=True)
    for one in summaries(result):
        assert f"| {one.gate.words} | {goal(one.gate)} |" in readme
        assert written(one.gate, one.worst.figure) in readme
