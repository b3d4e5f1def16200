"""The exercise of the lecture handout, repaired (H1), and its companions H2 to H4."""

from collections.abc import Mapping
from typing import Any

from exercises.chains import chain
from exercises.conventions import printed
from exercises.family import Blueprint, Family, Pool, Screen
from exercises.parameters import choice, flag

SHEETS: dict[str, dict[str, tuple[int, int]]] = {
    "H1": {
        "x1": (1, 0),
        "w1": (1, 1),
        "w2": (-2, 1),
        "w3": (2, 1),
        "r2": (14, 1),
        "r3": (28, 1),
        "r4": (25, 1),
        "t": (2, 0),
        "eta": (5, 2),
    },
    "H2": {
        "x1": (2, 0),
        "w1": (-5, 1),
        "w2": (4, 1),
        "w3": (2, 1),
        "r2": (25, 1),
        "r3": (-1, 1),
        "r4": (24, 1),
        "t": (4, 0),
        "eta": (5, 1),
    },
    "H3": {
        "x1": (1, 0),
        "w1": (1, 1),
        "w2": (-2, 1),
        "w3": (2, 1),
        "t": (2, 0),
        "eta": (5, 2),
    },
    "H4": {
        "x1": (2, 0),
        "w1": (-5, 1),
        "w2": (4, 1),
        "w3": (2, 1),
        "r2": (25, 1),
        "r3": (-11, 1),
        "r4": (24, 1),
        "t": (4, 0),
        "eta": (5, 1),
    },
}
"""Numerator and decimals of each given."""

TITLES = {
    "H1": "Send the error back through three neurons",
    "H2": "Three neurons once more, with other numbers",
    "H3": "The handout as printed: a dead path",
    "H4": "Three neurons, one of them switched off",
}
_UNIT = (
    r"One path through a larger network. Every neuron adds up what arrives and applies ReLU: "
    r"\(x_{n+1} = \max(0, z_{n+1})\) with \(z_{n+1} = w_n x_n"
)
_TASK = (
    r" The output is \(y\), the target \(t\) (written \(\bar y\) in the handout), the error "
    r"\(E = (y - t)^2\). Work out the forward values, send the error back, and take one step of "
    r"gradient descent, \(w' = w - \eta\,\partial E/\partial w\), with all gradients taken before "
    r"any weight changes. The slope of ReLU at 0 is 0."
)


def _prose(sheet: str) -> str:
    if sheet == "H3":
        return _UNIT + r"\)." + _TASK + " Which of the weights can still learn?"
    rest = (
        r" + r_{n+1}\); the rest term \(r\) stands for the bias and for the connections not drawn."
    )
    return _UNIT + rest + _TASK


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The sheet with exactly the numbers of the handout."""
    sheet = str(params["sheet"])
    pools = {name: Pool((n,), decimals) for name, (n, decimals) in SHEETS[sheet].items()}
    rest = "r2" in pools
    network = chain(
        pools, 3, "relu", "squared_error", rest=rest, rest_asked=bool(params["rest_gradients"])
    )
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=TITLES[sheet],
        prose=_prose(sheet),
        conventions=printed("squared_error", {"relu"}, update=True),
        screen=Screen(),
    )


FAMILY = Family(
    name="handout",
    version=2,
    order=4,
    title="The lecture handout",
    summary="Three neurons in a row, the numbers of the lecture: forward, back, one step.",
    cannot_reveal=(
        "With all neurons on (H1, H2) nothing about the gate of the ReLU shows: work H4 as well. "
        "H3 is a dead path: every gradient but the first is 0."
    ),
    parameters=(
        choice("sheet", tuple(SHEETS), "H1", "which set of numbers"),
        flag("rest_gradients", False, "ask for the gradients of the rest terms too"),
    ),
    blueprint=blueprint,
    levels={sheet: {"sheet": sheet} for sheet in SHEETS},
)
