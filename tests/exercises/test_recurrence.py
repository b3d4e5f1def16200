"""Mistakes about time and gates are found in the graph, wherever weights recur and gates stand."""

from typing import Any

import numpy as np
import pytest

from exercises.drawing import draw
from exercises.variant import Variant
from grader.marking import mark
from grader.students import simulate
from tests.exercises.corpus import CONFIGURATIONS, every_configuration, variants

OVER_TIME = ("BPTT_LAST", "BPTT_MEAN", "RNN_NO_DHNEXT", "RNN_NO_DHOWN", "RNN_NO_TANH", "RNN_WH_HT")
AT_GATES = ("LSTM_NO_DC", "LSTM_GATE_NOD", "LSTM_GATE_COPY", "GATE_LEFT_OPEN", "LSTM_O_FROM_C")
CELLS = ("rnn", "lstm", "gru")
EVERYTHING: dict[str, dict[str, Any]] = {
    "rnn": {"steps": 3},
    "lstm": {"weights": True},
    "gru": {"weights": True},
}


def _sites(variant: Variant, id: str) -> set[str]:
    return {name for rules in variant.sheet.forms.get(id, {}).values() for name in rules}


@pytest.mark.parametrize(
    ("family", "id", "sites"),
    [
        ("rnn", "BPTT_LAST", {"dE/dw_x", "dE/dw_h", "dE/db"}),
        ("rnn", "BPTT_MEAN", {"dE/dw_x", "dE/dw_h", "dE/db"}),
        ("rnn", "RNN_NO_DHNEXT", {"dE/dh1", "dE/dh2"}),
        ("rnn", "RNN_NO_DHOWN", {"dE/dh1", "dE/dh2"}),
        ("rnn", "RNN_NO_TANH", {"dE/dz1", "dE/dz2", "dE/dz3"}),
        ("rnn", "DACT_SKIP", set()),
        ("rnn", "RNN_WH_HT", {f"dE/dw_h via z{k}" for k in (1, 2, 3)}),
        ("lstm", "LSTM_NO_DC", {"dE/dc"}),
        ("lstm", "LSTM_GATE_NOD", {"dE/ds_i", "dE/ds_f", "dE/ds_o"}),
        ("lstm", "DACT_SKIP", {"dE/ds_g", "dE/dc via m"}),
        ("lstm", "LSTM_O_FROM_C", {"dE/do"}),
        ("lstm", "GATE_LEFT_OPEN", {"h"}),
        ("gru", "LSTM_GATE_NOD", {"dE/ds_z", "dE/ds_r"}),
        ("gru", "GATE_LEFT_OPEN", {"k"}),
        ("gru", "GRU_Z_ONE", {"dE/dz"}),
        ("gru", "GRU_SHARES_BACK", {"dE/dn", "dE/dz", "dE/dh_prev via h"}),
    ],
)
def test_a_mistake_is_found_at_its_places(family: str, id: str, sites: set[str]) -> None:
    assert sites == _sites(draw(family, 1, EVERYTHING[family]), id)


def test_only_the_first_gate_is_copied_from_nobody() -> None:
    forms = draw("lstm", 1).sheet.forms["LSTM_GATE_COPY"]

    assert [{"dE/ds_f", "dE/ds_i"}, {"dE/ds_i"}] == [set(rules) for rules in forms.values()]


@pytest.mark.parametrize(
    "index",
    [
        pytest.param(i, id=title)
        for i, title in every_configuration()
        if CONFIGURATIONS[i][0] not in CELLS
    ],
)
def test_nothing_recurs_in_other_families(index: int) -> None:
    variant = variants(index)[0]

    assert {} == {id: _sites(variant, id) for id in OVER_TIME + AT_GATES if _sites(variant, id)}


@pytest.mark.parametrize("parameter", ["w_x", "w_h", "b"])
def test_the_last_step_alone_is_the_contribution_of_the_last_step(parameter: str) -> None:
    variant = draw("rnn", 5, {"steps": 3})
    sheet, truth = variant.sheet, variant.truth
    parts = [truth[f"dE/d{parameter} via z{k}"] for k in (1, 2, 3)]

    def wrong(id: str) -> Any:
        return sheet.forms[id][0][f"dE/d{parameter}"](truth)

    np.testing.assert_allclose(truth[f"dE/d{parameter}"], sum(parts))
    np.testing.assert_allclose(wrong("BPTT_LAST"), parts[-1])
    np.testing.assert_allclose(wrong("BPTT_MEAN"), sum(parts) / 3)


def test_a_linear_unit_is_seen_to_recur_as_well() -> None:
    variant = draw("rnn", 2, {"activation": "identity"})
    wrong = variant.sheet.forms["RNN_WH_HT"][0]["dE/dw_h via h1"](variant.truth)

    assert {"dE/dh1"} == _sites(variant, "RNN_NO_DHNEXT")
    np.testing.assert_allclose(wrong, variant.truth["dE/dh1"] * variant.truth["h1"])


@pytest.mark.parametrize(
    ("family", "params", "id"),
    [
        ("rnn", {"steps": 3, "parts": False}, "BPTT_LAST"),
        ("rnn", {"steps": 3, "parts": False}, "RNN_NO_DHNEXT"),
        ("rnn", {"steps": 3, "parts": False}, "RNN_NO_TANH"),
        ("lstm", {"parts": False}, "LSTM_NO_DC"),
        ("lstm", {"parts": False}, "LSTM_GATE_COPY"),
        ("lstm", {"weights": True, "parts": False}, "LSTM_GATE_NOD"),
        ("gru", {"weights": True, "parts": False}, "GRU_Z_ONE"),
        ("gru", {"weights": True, "parts": False}, "GRU_SHARES_SWAPPED"),
    ],
)
def test_a_mistake_is_named_across_steps_that_are_not_asked(
    family: str, params: dict[str, Any], id: str
) -> None:
    for seed in range(4):
        variant = draw(family, seed, params)
        marking = mark(variant, simulate(variant, [id], decimals=4, seed=seed).answers)

        assert [id] == [finding.id for finding in marking.diagnosis]


def test_the_new_state_is_the_mixture_that_pytorch_makes() -> None:
    truth = draw("gru", 6).truth
    z, n, before = truth["z"], truth["n"], truth["h_prev"]

    np.testing.assert_allclose(truth["h"], (1 - z) * n + z * before)
    np.testing.assert_allclose(truth["dE/dz"], truth["dE/dh"] * (before - n))
