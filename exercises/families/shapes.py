"""Shapes only: what every value and every gradient of some layers looks like."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import Network
from exercises.parameters import flag, integer
from exercises.values import Value

SIZES = tuple(range(2, 13))
COUNT = {1: "one layer", 2: "two layers", 3: "three layers"}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The layers that the parameters describe."""
    network = _network(params["layers"], asked=params["parameters"])
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"Shapes in {COUNT[params['layers']]}",
        prose=_prose(params["layers"]),
        conventions={
            "shapes": "rows, columns; a bias is a single row",
            "weights": "out,in",
            "batch": "one example in each row",
        },
        screen=Screen(ones=True, reject=_equal_sizes),
    )


def _equal_sizes(values: Mapping[str, Value]) -> Flags:
    sizes = [value for value in values.values() if value.ndim == 1]
    return np.asarray(np.any([a == b for a, b in combinations(sizes, 2)], axis=0))


def _prose(layers: int) -> str:
    if layers == 1:
        rule = (
            r"A layer of \(k\) units computes \(Z = X W^\top + b\). The input \(X\) holds \(m\) "
            r"examples with \(n\) numbers each"
        )
    else:
        rule = (
            r"Layer \(l\) has \(n_l\) units and computes \(Z_l = A_{l-1} W_l^\top + b_l\), and "
            r"\(A_l\) is its activation, cell by cell. The input \(A_0 = X\) holds \(m\) examples "
            r"with \(n_0\) numbers each"
        )
    return (
        rf"{rule}, one example in each row. Every unit has a row of weights, and a bias is a "
        r"single row. The loss \(E\) is one number for the whole batch. Write down the shapes as "
        r"rows and columns: \(s_V\) is the shape of a value \(V\), \(s_{dV}\) that of "
        r"\(\frac{\partial E}{\partial V}\)."
    )


def _network(layers: int, *, asked: bool) -> Network:
    network = Network()
    units = ["n", "k"] if layers == 1 else [f"n{i}" for i in range(layers + 1)]
    network.given("m", Pool(SIZES, 0), "the number of examples")
    network.given(units[0], Pool(SIZES, 0), "the numbers in each example")
    for i, name in enumerate(units[1:], 1):
        network.given(name, Pool(SIZES, 0), f"the number of units of {_layer(i, layers)}")
    network.apply("matrix_shape", "s_X", ["m", units[0]], "shape of the input", asked=False)
    for i in range(1, layers + 1):
        _forward(network, i, layers, units, asked=asked)
    for i in range(layers, 0, -1):
        _backward(network, i, layers)
    return network


def _layer(i: int, layers: int) -> str:
    return "the layer" if layers == 1 else f"layer {i}"


def _number(i: int, layers: int) -> str:
    return "" if layers == 1 else str(i)


def _forward(network: Network, i: int, layers: int, units: list[str], *, asked: bool) -> None:
    n, of = _number(i, layers), f"of {_layer(i, layers)}"
    parameters = [f"s_W{n}", f"s_b{n}"]
    sizes = [units[i], units[i - 1]]
    network.apply("matrix_shape", parameters[0], sizes, f"shape of the weights {of}", asked=asked)
    network.apply("row_shape", parameters[1], [units[i]], f"shape of the biases {of}", asked=asked)
    before = "s_X" if i == 1 else f"s_Z{i - 1}"
    network.apply(
        "linear_shape", f"s_Z{n}", [before, *parameters], f"shape of the weighted sums {of}"
    )


def _backward(network: Network, i: int, layers: int) -> None:
    n, of = _number(i, layers), f"of {_layer(i, layers)}"
    passed = ("s_dX", "s_X", "input") if i == 1 else (f"s_dA{i - 1}", f"s_Z{i - 1}", "input")
    for name, value, words in (
        (f"s_dZ{n}", f"s_Z{n}", "weighted sums"),
        (f"s_dW{n}", f"s_W{n}", "weights"),
        (f"s_db{n}", f"s_b{n}", "biases"),
        passed,
    ):
        caption = f"shape of the gradient by the {words} {of}"
        network.apply("shape_like", name, [value], caption, phase="backward")


FAMILY = Family(
    name="shapes",
    version=1,
    order=16,
    title="Shapes",
    summary="No arithmetic: the shape of every value and every gradient, from a few sizes.",
    cannot_reveal="Only shapes are asked, so nothing about the numbers inside shows.",
    parameters=(
        integer("layers", 1, 3, 1, "number of layers"),
        flag("parameters", True, "ask for the shapes of weights and biases as well"),
    ),
    blueprint=blueprint,
    levels={
        "one layer": {},
        "two layers": {"layers": 2},
        "three layers": {"layers": 3},
    },
)
