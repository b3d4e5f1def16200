"""``chainrule draw``."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from exercises.drawing import draw
from tests.cli.conftest import Ran

Run = Callable[..., Ran]


def test_it_draws_the_same_variant_for_the_same_seed(run: Run) -> None:
    assert draw("mlp", 7).to_json() == run("draw", "mlp", "--seed", 7, "--json").json


def test_it_draws_with_the_parameters_that_are_set(run: Run) -> None:
    args = ("--set", "layers=2,3,2", "--set", "activation=tanh", "--set", "update=no")
    variant = run("draw", "mlp", "--seed", 7, *args, "--json").json

    assert ([2, 3, 2], "tanh", False) == tuple(
        variant["params"][name] for name in ("layers", "activation", "update")
    )


def test_it_tells_the_seed_that_it_chose(run: Run) -> None:
    chosen = run("draw", "neuron", "--json").json
    again = run("draw", "neuron", "--seed", chosen["seed"], "--json").json

    assert chosen == again


def test_it_prints_what_is_given_and_what_is_to_be_filled_in(run: Run) -> None:
    variant = draw("handout", 1)
    out = run("draw", "handout", "--seed", 1).out

    assert "seed 1 " in out
    assert variant.title in out
    for name in (*variant.given, *(step.name for step in variant.sheet.asked)):
        assert f" {name} " in out
    assert out.count("____") == len(variant.sheet.asked)


def test_it_does_not_print_the_values_to_be_worked_out(run: Run) -> None:
    assert "0.1424" not in run("draw", "handout", "--seed", 1).out


@pytest.mark.parametrize("width", [40, 80, 200])
def test_it_keeps_to_the_width_of_the_terminal(run: Run, width: int) -> None:
    out = run("draw", "mlp", "--seed", 7, COLUMNS=str(width)).out

    assert max(map(len, out.splitlines())) <= width


def test_it_draws_a_level_and_what_is_set_beside_it(run: Run) -> None:
    out = run("draw", "chain", "--level", "two neurons", "--set", "activation=tanh", "--json")

    assert (2, "tanh") == tuple(out.json["params"][name] for name in ("units", "activation"))


def test_it_names_the_levels_that_there_are(run: Run) -> None:
    ran = run("draw", "chain", "--level", "x")

    assert 2 == ran.status
    assert "two neurons" in ran.err


def test_it_draws_a_network_described_in_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "network.yaml"
    file.write_text("inputs: 2\nlayers:\n  - {units: 1, activation: sigmoid}\n")
    out = run("draw", "network", "--set", f"network=@{file}", "--seed", 1, "--json")

    assert (1, 2) == next(np.shape(v) for name, v in out.json["given"].items() if name == "W1")
