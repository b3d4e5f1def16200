"""A linear unit behind a layer with dropout."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np

from exercises.conventions import LOSS_TEX, printed
from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import choice, integer
from exercises.screening import settled
from exercises.values import Value

SHARES = ("0.5", "0.2", "0.6")


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The unit that the parameters describe."""
    units, p = int(params["units"]), float(params["p"])
    network = _network(units, p)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="A layer with dropout",
        prose=(
            rf"The values \(a\) of a layer go through dropout with \(p = {p:g}\): where the mask "
            rf"\(m\) is 0 the unit is dropped, the others are divided by \(1 - p\), so \(h_i = "
            r"a_i m_i / (1 - p)\). A linear unit computes \(y = \sum_i w_i h_i + b\) from them, "
            rf"with the error \({LOSS_TEX['squared_error']}\). Work out the forward values and all "
            r"gradients. A value that is dropped is 0: write it down."
        ),
        conventions={
            **printed("squared_error", {"identity"}, update=False),
            "dropout": f"inverted: h = a m / (1-p), p = {p:g} is the share that is dropped",
        },
        screen=Screen(reject=_is_unfit),
    )


def _masks(units: int) -> tuple[tuple[int, ...], ...]:
    """All masks that keep two units or more and drop one or more."""
    every = product((0, 1), repeat=units)
    return tuple(mask for mask in every if 2 <= sum(mask) < units)


def _is_unfit(values: Mapping[str, Value]) -> Flags:
    """Differences that hide the loss slope, and values that are alike."""
    u, a = settled(np.abs(values["y"] - values["t"])), np.sort(values["a"], axis=1)
    return np.asarray(np.isin(u, (0, 1, 2)) | (np.diff(a, axis=1) == 0).any(1))


def _network(units: int, p: float) -> Network:
    network = Network()
    shape = (units,)
    network.given("a", Pool(SIGNED_NICE, shape=shape), "the values of the layer")
    network.given("m", Pool(decimals=0, shape=shape, choices=_masks(units)), "the mask")
    network.given("w", Pool(SIGNED_NICE, shape=shape), "the weights")
    network.given("b", Pool(TENTHS), "the bias")
    network.given("t", Pool(TENTHS), "target")
    network.apply("dropout", "h", ["a", "m"], "values after dropout", attrs={"p": p})
    network.apply("linear", "y", ["h", "w", "b"], "output of the unit", unit="the unit")
    network.apply("squared_error", "E", ["y", "t"], "error", phase="loss")
    network.backward("E", ["w", "b", "a"])
    return network


FAMILY = Family(
    name="dropout",
    version=1,
    order=28,
    title="Dropout",
    summary="A mask on the way forward, the same mask on the way back, and the scale of the rest.",
    cannot_reveal=(
        "The values of the layer are given: nothing about its own weights shows. When half of the "
        "units is dropped, p and its complement are the same number: draw another share."
    ),
    parameters=(
        integer("units", 3, 5, 3, "number of values in the layer"),
        choice("p", SHARES, "0.5", "share that is dropped"),
    ),
    blueprint=blueprint,
    levels={
        "three values, half dropped": {},
        "three values, another share": {"p": "0.6"},
        "four values, few dropped": {"units": 4, "p": "0.2"},
    },
)
