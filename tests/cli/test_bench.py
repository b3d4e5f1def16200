"""``chainrule bench``: what it prints, whatever the speed of the machine."""

import sys
from collections.abc import Callable

import numpy as np
import pytest

from exercises.catalogue import families
from exercises.drawing import draw
from server.bench import Row, engine, limited, multiple
from server.bench.floors import numpy_floor, pytorch_floor
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
ROWS = [
    Row("mark: right", 0.2, "ms", "PyTorch 0.100 ms", 2.0, "<= 10 x", True),
    Row("draw: mlp", 60.0, "ms", "PyTorch 0.100 ms", 600.0, "<= 50 ms", False),
]


def test_it_measures_marking_and_the_drawing_of_every_family(run: Run) -> None:
    rows = run("bench", "--only", "engine", "--seconds", 0.1, "--json").json
    marked = [f"mark: {name}" for name in engine.MOST]
    drawn = [f"draw: {family.name}, p95" for family in families()]

    diagnosed = [f"mark: 1-2 misconceptions, {figure}" for figure in ("median", "p99")]

    expected = [*marked, *diagnosed, "mark: longest", *drawn]
    assert expected == list(dict.fromkeys(row["name"] for row in rows))
    assert [] == [row for row in rows if row["figure"] <= 0 or row["ratio"] <= 0]


def test_it_shows_which_goals_are_met(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "run", lambda _: ROWS)
    ran = run("bench", "--only", "engine", COLUMNS="120")

    assert 0 == ran.status
    [met, missed] = [line for line in ran.out.splitlines() if " <= " in line]
    assert "✓ met" in met
    assert "✗ missed" in missed


def test_it_compares_a_time_with_a_multiple_of_its_floor() -> None:
    assert [True, False, None] == [
        multiple("mark", 1.0, ("PyTorch", 0.2), most).met for most in (5, 4, None)
    ]


def test_it_compares_a_time_with_a_limit() -> None:
    assert [True, False] == [limited("draw", 50, ("NumPy", 0.2), most).met for most in (50, 49)]


@pytest.mark.parametrize("floor", [numpy_floor, pytorch_floor])
def test_it_takes_as_floor_the_gradients_that_the_engine_asks_for(
    floor: Callable[..., Callable[[], object] | None],
) -> None:
    variant = draw("mlp", 1, engine.NETWORK)
    gradients = floor(variant.given)
    if gradients is None:
        pytest.skip("PyTorch is not installed")

    names = ("dE/dW1", "dE/db1", "dE/dW2", "dE/db2")
    expected = [variant.truth[name][0] for name in names]
    for one, value in zip(expected, gradients(), strict=True):
        np.testing.assert_allclose(one, value.tolist(), rtol=1e-12)


def test_it_goes_on_without_pytorch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)

    assert pytorch_floor(draw("mlp", 1, engine.NETWORK).given) is None
