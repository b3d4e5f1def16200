"""One step of a GRU cell, forward and back."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGMOID_NICE, Network
from exercises.parameters import flag
from exercises.steps import Step
from exercises.values import Value

GATES = {"z": "update gate", "r": "reset gate"}
CLOSEST = 0.1
"""Least distance of the gates, of a share and the rest, and of the candidate and the old state."""
MOST_DRIVEN = 1.5
"""Beyond, the slope of a tanh is lost in the last decimals."""
MOST_SUM = 2.3
"""The same for a sigmoid."""

_STATES = tuple(s * n for n in (4, 5, 6, 7, 8, 9, 12) for s in (1, -1))
_WEIGHTS = tuple(s * n for n in (2, 3, 4, 5, 6, 8, 12, 15) for s in (1, -1))
_BIASES = tuple(s * n for n in range(1, 10) for s in (1, -1))
_ARRIVING = tuple(s * n for n in (15, 20, 25, 30, 40) for s in (1, -1))


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The cell, with gates from printed sums or from weights."""
    weights = bool(params["weights"])
    network = _network(weights=weights, parts=bool(params["parts"]))
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="One step of a GRU cell",
        prose=_prose(weights=weights),
        conventions={
            "cell": "h = (1 - z) n + z h_prev, as in PyTorch: z is the share of the old state",
            "upstream": "delta_h = dE/dh",
            "digits": "carry as many as you like",
        },
        screen=Screen(exact=False, decimals=4, smallest=0.005, reject=_unfit),
    )


def _prose(*, weights: bool) -> str:
    sums = (
        r"The sums of the gates are \(s_z = u_z h_{\mathrm{prev}} + w_z x + b_z\) and "
        r"\(s_r = u_r h_{\mathrm{prev}} + w_r x + b_r\)."
        if weights
        else r"The sums of the gates, \(s_z\) and \(s_r\), are printed with four decimals."
    )
    task = (
        r" Work out the cell and all slopes, back to the recurrent weights and to "
        r"\(h_{\mathrm{prev}}\), which reaches the error along four paths."
        if weights
        else r" Work out the cell and all slopes, back to the sums of the gates, to \(u_n\) and to "
        r"\(h_{\mathrm{prev}}\), which reaches the error along two paths."
    )
    return (
        rf"{sums} The update gate is \(z = \sigma(s_z)\), the reset gate \(r = \sigma(s_r)\). With "
        r"the reset state \(k = r h_{\mathrm{prev}}\) the candidate is "
        r"\(n = \tanh(s_n)\) with \(s_n = u_n k + w_n x + b_n\), and the new state is "
        r"\(h = (1 - z) n + z h_{\mathrm{prev}}\). From the rest of the network arrives "
        rf"\(\partial E / \partial h = \delta_h\).{task}"
    )


def _network(*, weights: bool, parts: bool) -> Network:
    network = Network()
    network.given("x", Pool(_STATES), "the input")
    network.given("h_prev", Pool(_STATES), "the state before")
    for gate in GATES:
        _sum_of_gate(network, gate, weights=weights)
    _weights_of(network, "n", "candidate")
    for gate, words in GATES.items():
        network.apply("sigmoid", gate, [f"s_{gate}"], words, unit=f"the {words}")
    network.apply("mul", "k", ["r", "h_prev"], "reset state")
    _weighted_sum(network, "n", "candidate", "k")
    network.apply("tanh", "n", ["s_n"], "candidate", unit="the candidate")
    network.apply("lerp", "h", ["n", "h_prev", "z"], "new state")
    network.given("delta_h", Pool(_ARRIVING), "what arrives at the new state")
    network.apply("mul", "E", ["delta_h", "h"], "error", phase="loss", asked=False)
    gates = [f"{'u' if weights else 's'}_{gate}" for gate in GATES]
    network.backward(
        "E", ["h_prev", "u_n", *gates], unless=lambda step: _is_unasked(step, parts=parts)
    )
    return network


def _sum_of_gate(network: Network, gate: str, *, weights: bool) -> None:
    if not weights:
        network.given(f"s_{gate}", Pool(SIGMOID_NICE, 4), f"the sum of the {GATES[gate]}")
        return
    _weights_of(network, gate, GATES[gate])
    _weighted_sum(network, gate, GATES[gate], "h_prev")


def _weights_of(network: Network, unit: str, words: str) -> None:
    network.given(f"u_{unit}", Pool(_WEIGHTS), f"the recurrent weight of the {words}")
    network.given(f"w_{unit}", Pool(_WEIGHTS), f"the input weight of the {words}")
    network.given(f"b_{unit}", Pool(_BIASES), f"the bias of the {words}")


def _weighted_sum(network: Network, unit: str, words: str, state: str) -> None:
    inputs = [state, f"u_{unit}", "x", f"w_{unit}", f"b_{unit}"]
    network.apply(
        "sum_of_products", f"s_{unit}", inputs, f"sum of the {words}", unit=f"the {words}"
    )


def _is_unasked(step: Step, *, parts: bool) -> bool:
    """What is printed; and single contributions, unless wanted."""
    return step.wrt == "h" or (not parts and " via " in step.name)


def _unfit(values: Mapping[str, Value]) -> Flags:
    """Gates that look alike or are half open, too little to mix, units driven too far."""
    z, r, n, before = (values[name] for name in ("z", "r", "n", "h_prev"))
    alike = (np.abs(z - r) < CLOSEST) | (np.abs(1 - z - r) < CLOSEST / 2)
    half = np.abs(1 - 2 * z) < CLOSEST
    mixed = np.abs(n - before) < CLOSEST
    far = np.maximum(np.abs(values["s_z"]), np.abs(values["s_r"])) > MOST_SUM
    return np.asarray(alike | half | mixed | far | (np.abs(values["s_n"]) > MOST_DRIVEN))


FAMILY = Family(
    name="gru",
    version=1,
    order=31,
    title="A GRU cell",
    summary="One time step: what is kept, what is reset, and every path back to the old state.",
    cannot_reveal=(
        "With one time step no weight is used twice, so nothing about sums over time shows; with "
        "printed sums no path leads through the gates to the state before."
    ),
    parameters=(
        flag("weights", False, "work out the sums of the gates from input, state and weights"),
        flag("parts", True, "ask for each path back to the state before by itself"),
    ),
    blueprint=blueprint,
    levels={
        "sums printed": {},
        "with weights": {"weights": True},
        "with weights, fewer lines": {"weights": True, "parts": False},
    },
)
