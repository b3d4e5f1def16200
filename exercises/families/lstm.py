"""One step of an LSTM cell, forward and back."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGMOID_NICE, TANH_NICE, Network
from exercises.parameters import flag
from exercises.steps import Step
from exercises.values import Value

GATES = {"i": "input gate", "f": "forget gate", "o": "output gate"}
UNITS = {**GATES, "g": "candidate"}
CLOSEST = 0.05
"""Least distance of two gates, or one could be taken for the other unseen."""
MOST_DRIVEN = 1.5
"""Beyond, the slope of a tanh is lost in the last decimals."""
MOST_SUM = 2.3
"""The same for a sigmoid."""

_STATES = tuple(s * n for n in (4, 5, 6, 7, 8, 9, 12) for s in (1, -1))
_WEIGHTS = tuple(s * n for n in (2, 3, 4, 5, 6, 8, 12, 15) for s in (1, -1))
_BIASES = tuple(s * n for n in range(1, 10) for s in (1, -1))
_ARRIVING = tuple(s * n for n in (5, 8, 12, 15, 20, 25, 30) for s in (1, -1))


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The cell, from printed sums or from weights."""
    weights = bool(params["weights"])
    network = _network(weights=weights, parts=bool(params["parts"]))
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="One step of an LSTM cell",
        prose=_prose(weights=weights),
        conventions={
            "cell": "c = f c_prev + i g, h = o tanh(c)",
            "upstream": "delta_h = dE/dh, delta_c = what the next time step sends back to c",
            "digits": "carry as many as you like",
        },
        screen=Screen(exact=False, decimals=4, smallest=0.005, reject=_unfit),
    )


def _prose(*, weights: bool) -> str:
    sums = (
        r"For each unit \(k\) of \(i, f, o, g\) the sum is "
        r"\(s_k = u_k h_{\mathrm{prev}} + w_k x + b_k\)."
        if weights
        else r"The sums \(s_i, s_f, s_o, s_g\) are printed with four decimals."
    )
    task = (
        r" Work out the cell and all slopes, back to the recurrent weights \(u_k\) and to "
        r"\(h_{\mathrm{prev}}\), which reaches the error through all four sums."
        if weights
        else " Work out the cell and all slopes, back to the sums."
    )
    return (
        rf"{sums} The gates are \(i = \sigma(s_i)\), \(f = \sigma(s_f)\), \(o = \sigma(s_o)\), the "
        r"candidate is \(g = \tanh(s_g)\). The cell state is \(c = f c_{\mathrm{prev}} + i g\), "
        r"with \(m = \tanh(c)\) the new state is \(h = o m\). From the rest of the network arrives "
        r"\(\partial E / \partial h = \delta_h\); the next time step sends \(\delta_c\) straight "
        rf"back to \(c\), to be added to what comes through \(h\).{task}"
    )


def _network(*, weights: bool, parts: bool) -> Network:
    network = Network()
    if weights:
        network.given("x", Pool(_STATES), "the input")
        network.given("h_prev", Pool(_STATES), "the state before")
    network.given("c_prev", Pool(_STATES), "the cell state before")
    for unit in UNITS:
        (_weighted_sum if weights else _printed_sum)(network, unit)
    for unit, words in UNITS.items():
        op = "sigmoid" if unit in GATES else "tanh"
        network.apply(op, unit, [f"s_{unit}"], words, unit=f"the {words}")
    network.apply("sum_of_products", "c", ["c_prev", "f", "g", "i"], "cell state")
    network.apply("tanh", "m", ["c"], "tanh of the cell state", unit="the cell state")
    network.apply("mul", "h", ["o", "m"], "new state")
    _arriving(network)
    wanted = [f"u_{unit}" for unit in UNITS] if weights else [f"s_{unit}" for unit in UNITS]
    wanted += ["h_prev"] if weights else []
    network.backward("E", ["c_prev", *wanted], unless=lambda step: _is_unasked(step, parts))
    return network


def _printed_sum(network: Network, unit: str) -> None:
    nice = SIGMOID_NICE if unit in GATES else TANH_NICE
    network.given(f"s_{unit}", Pool(nice, 4), f"the sum of the {UNITS[unit]}")


def _weighted_sum(network: Network, unit: str) -> None:
    words = UNITS[unit]
    network.given(f"u_{unit}", Pool(_WEIGHTS), f"the recurrent weight of the {words}")
    network.given(f"w_{unit}", Pool(_WEIGHTS), f"the input weight of the {words}")
    network.given(f"b_{unit}", Pool(_BIASES), f"the bias of the {words}")
    inputs = ["h_prev", f"u_{unit}", "x", f"w_{unit}", f"b_{unit}"]
    network.apply(
        "sum_of_products", f"s_{unit}", inputs, f"sum of the {words}", unit=f"the {words}"
    )


def _arriving(network: Network) -> None:
    """The error, not asked: the state and the cell state, each times the slope printed for it."""
    for value, words in (("h", "the state"), ("c", "the cell state")):
        network.given(f"delta_{value}", Pool(_ARRIVING), f"what arrives at {words}")
    inputs = ["h", "delta_h", "c", "delta_c"]
    network.apply("sum_of_products", "E", inputs, "error", phase="loss", asked=False)


def _is_unasked(step: Step, parts: bool) -> bool:
    """What is printed, the way to the cell state unless wanted, other single contributions."""
    if step.via == "E":
        return True
    if step.wrt == "m" or step.via == "m":
        return not parts
    return " via " in step.name


def _unfit(values: Mapping[str, Value]) -> Flags:
    """Gates that look alike, or units driven so far that their slope is lost."""
    pairs = combinations((values[gate] for gate in GATES), 2)
    close = np.any([np.abs(a - b) < CLOSEST for a, b in pairs], axis=0)
    far = np.any([np.abs(values[f"s_{gate}"]) > MOST_SUM for gate in GATES], axis=0)
    driven = np.maximum(np.abs(values["s_g"]), np.abs(values["c"])) > MOST_DRIVEN
    return np.asarray(close | far | driven)


FAMILY = Family(
    name="lstm",
    version=1,
    order=30,
    title="An LSTM cell",
    summary="One time step: three gates, the cell state, and the two ways back out of it.",
    cannot_reveal=(
        "With one time step no weight is used twice, so nothing about sums over time shows; with "
        "printed sums nothing about weights does."
    ),
    parameters=(
        flag("weights", False, "work out the sums from input, state and weights"),
        flag("parts", True, "ask for each line of the way back to the cell state"),
    ),
    blueprint=blueprint,
    levels={
        "sums printed": {},
        "sums printed, fewer lines": {"parts": False},
        "with weights": {"weights": True, "parts": False},
    },
)
