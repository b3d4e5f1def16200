"""One attention head over two tokens, with keys of width four."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import Network
from exercises.parameters import flag, integer
from exercises.values import Value

TOKENS = 2
WIDTH = 4
HALVES = tuple(s * n for n in (5, 10, 15, 20) for s in (1, -1))
"""Numerators over 10."""
LEAST_GAP = 0.1


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The head that the parameters describe."""
    network = _network(int(params["value_width"]), whole=params["whole"])
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="An attention head",
        prose=_prose(whole=params["whole"]),
        conventions={
            "scores": "Q K^T / sqrt(d)",
            "softmax": "over each row",
            "upstream": "u = dE/dO",
        },
        screen=Screen(exact=False, decimals=4, largest=30.0, ones=True, reject=is_unfit),
    )


def _network(value_width: int, *, whole: bool) -> Network:
    network = Network()
    for name, width, words in (
        ("Q", WIDTH, "the queries"),
        ("K", WIDTH, "the keys"),
        ("V", value_width, "the values"),
    ):
        network.given(name, Pool(HALVES, shape=(TOKENS, width)), words)
    network.given("d", Pool((WIDTH,), decimals=0), "the width of a key")
    network.apply("inner", "R", ["Q", "K"], "products of queries and keys", asked=False)
    network.apply("sqrt", "root", ["d"], "root of the key width", asked=False)
    network.apply("div", "S", ["R", "root"], "scores")
    network.apply("softmax", "A", ["S"], "attention weights", attrs={"dim": -1})
    network.apply("matmul", "O", ["A", "V"], "outputs of the head")
    network.upstream("O", Pool(HALVES, shape=(TOKENS, value_width)))
    asked = {"V", "A", "S", "Q", "K"}
    wanted = ["V", "S", *(["Q", "K"] if whole else [])]
    network.backward("E", wanted, unless=lambda step: step.wrt not in asked)
    return network


def _prose(*, whole: bool) -> str:
    ask = (
        "all gradients, back to queries, keys and values"
        if whole
        else r"the gradients of \(V\), \(A\) and \(S\)"
    )
    return (
        rf"{TOKENS} tokens; row \(i\) of \(Q\), \(K\) and \(V\) belongs to token \(i\). The head "
        r"computes \(R = Q K^\top\), the scores \(S = R / \sqrt{d}\), the "
        r"weights \(A = \mathrm{softmax}(S)\), which add up to 1 in each row, and \(O = A V\). "
        r"What arrives from the loss is given: \(u = \partial E / \partial O\). Work out the "
        rf"forward values and {ask}. Four decimals; carry more if you like."
    )


def is_unfit(values: Mapping[str, Value]) -> Flags:
    """Numbers that hide an error: nearly equal scores, symmetric or one-sided weights."""
    A, S, g = values["A"], values["S"], values["dE/dA"]
    gaps = [
        np.abs(A[:, 0, 1] - A[:, 1, 0]),
        np.abs(A[:, 0, 0] - A[:, 1, 1]),
        *(np.abs(value[:, :, 0] - value[:, :, 1]).min(-1) for value in (S, A, g)),
        *(np.abs(value).reshape(len(value), -1).min(-1) for value in (A, S, g)),
    ]
    return np.asarray(np.min(gaps, axis=0) < LEAST_GAP)


FAMILY = Family(
    name="attention",
    version=1,
    order=34,
    title="An attention head",
    summary="Two tokens look at each other: scores, softmax, a mix of values, and the way back.",
    cannot_reveal=(
        "Two tokens make square tables, so a forgotten transpose gives no error of shapes but "
        "wrong numbers; where the values are wider than the tokens are many, some of it shows as "
        "a shape that does not fit. There is no mask and no second head."
    ),
    parameters=(
        integer("value_width", 2, 4, 2, "width of a value"),
        flag("whole", True, "ask for the gradients of queries and keys too"),
    ),
    blueprint=blueprint,
    levels={
        "to the scores": {"whole": False},
        "whole head": {},
        "wider values": {"value_width": 3},
    },
)
