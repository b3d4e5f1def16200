"""The same outputs under several losses: sum, half, mean, absolute, Huber."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import choice, flag
from exercises.screening import MARGIN, settled
from exercises.values import Value

DELTA = 1.5
LOSSES = {
    "E_sum": ("squared_error", "sum of the squares"),
    "E_half": ("half_squared_error", "half the sum of the squares"),
    "E_mean": ("mse_loss", "mean of the squares"),
    "E_abs": ("l1_loss", "mean absolute error"),
    "E_huber": ("huber_loss", "Huber loss"),
}
"""Op and words of each loss by its name on the sheet."""
SETS = {
    "squared": ("E_sum", "E_half", "E_mean"),
    "robust": ("E_mean", "E_abs", "E_huber"),
    "all": tuple(LOSSES),
}
TEX = {
    "E_sum": r"E_{\mathrm{sum}} = \sum_i (y_i - t_i)^2",
    "E_half": r"E_{\mathrm{half}} = \frac{1}{2} \sum_i (y_i - t_i)^2",
    "E_mean": r"E_{\mathrm{mean}} = \frac{1}{n} \sum_i (y_i - t_i)^2",
    "E_abs": r"E_{\mathrm{abs}} = \frac{1}{n} \sum_i |y_i - t_i|",
    "E_huber": r"E_{\mathrm{huber}} = \frac{1}{n} \sum_i H(y_i - t_i)",
}
CONVENTIONS = {
    "E_sum": "sum of (y-t)^2 over the outputs",
    "E_half": "1/2 of the sum of (y-t)^2 over the outputs",
    "E_mean": "mean of (y-t)^2 over the outputs, without 1/2",
    "E_abs": "mean of |y-t| over the outputs",
    "E_huber": f"mean over the outputs of u^2/2 for |u| <= {DELTA}, else {DELTA} (|u| - "
    f"{DELTA / 2}), with u = y-t",
}
_HUBER = (
    rf" Here \(H(u) = \frac{{1}}{{2}} u^2\) for \(|u| \le {DELTA}\), and "
    rf"\(H(u) = {DELTA}\,(|u| - {DELTA / 2})\) beyond."
)


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """Outputs, targets, and the losses that the parameters name."""
    names, outputs = SETS[params["losses"]], int(params["outputs"])
    network = _network(names, outputs, layer=params["layer"])
    weights = {"weights": "out,in"} if params["layer"] else {}
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="One network, several losses",
        prose=_prose(names, outputs, layer=params["layer"]),
        conventions={name: CONVENTIONS[name] for name in names} | weights,
        screen=Screen(reject=lambda values: _is_unfit(values, "E_huber" in names)),
    )


def _prose(names: Sequence[str], outputs: int, *, layer: bool) -> str:
    first = (
        r"A linear layer computes \(y = W x + b\); row \(i\) of \(W\) holds the weights that lead "
        r"into output \(i\). "
        if layer
        else ""
    )
    losses = ", ".join(rf"\({TEX[name]}\)" for name in names)
    return (
        rf"{first}The \(n = {outputs}\) outputs \(y\) of a network should be the targets \(t\). "
        rf"Judge them by each of these losses: {losses}.{_HUBER if 'E_huber' in names else ''} "
        r"Work out every loss, and its slope by every output."
    )


def _is_unfit(values: Mapping[str, Value], huber: bool) -> Flags:
    """Differences that hide something: 0, 1, 2, of one size, of one sign, on a knee."""
    u = settled(values["y"] - values["t"])
    size = np.sort(np.abs(u), axis=1)
    bad = np.isin(size, (0, 1, 2)).any(1) | (np.diff(size, axis=1) < MARGIN).any(1)
    bad |= (u > 0).all(1) | (u < 0).all(1)
    if huber:
        knee = np.abs(size - DELTA).min(1) < MARGIN
        bad |= knee | (size[:, 0] > DELTA) | (size[:, -1] < DELTA)
    return np.asarray(bad)


def _network(names: Sequence[str], outputs: int, *, layer: bool) -> Network:
    network = Network()
    shape = (outputs,)
    if layer:
        network.given("x", Pool(SIGNED_NICE, shape=(2,)), "the inputs")
        network.given("W", Pool(SIGNED_NICE, shape=(outputs, 2)), "the weights")
        network.given("b", Pool(TENTHS, shape=shape), "the biases")
        network.apply("linear", "y", ["x", "W", "b"], "outputs", unit="the layer")
    else:
        network.given("y", Pool(TENTHS, shape=shape), "the outputs")
    network.given("t", Pool(TENTHS, shape=shape), "targets")
    for name in names:
        op, words = LOSSES[name]
        attrs = {"delta": DELTA} if op == "huber_loss" else {}
        network.apply(op, name, ["y", "t"], words, phase="loss", attrs=attrs)
    for name in names:
        network.backward(name, ["y"])
        slope = f"{LOSSES[name][1]}: slope at the outputs"
        network.steps[-1] = replace(network.steps[-1], caption=slope)
    return network


FAMILY = Family(
    name="losses",
    version=1,
    order=9,
    title="Losses side by side",
    summary="The same outputs judged by sum, half and mean of squares, absolute and Huber loss.",
    cannot_reveal=(
        "It stops at the outputs: nothing about passing an error back through a layer shows. With "
        "two outputs half of the squares and their mean are the same number: draw four."
    ),
    parameters=(
        choice("losses", tuple(SETS), "all", "which losses: squared ones, robust ones, or all"),
        choice("outputs", ("2", "4"), "2", "number of outputs"),
        flag("layer", False, "work out the outputs first, with a linear layer"),
    ),
    blueprint=blueprint,
    levels={
        "squared errors": {"losses": "squared"},
        "mean, absolute, Huber": {"losses": "robust"},
        "all five": {},
        "four outputs of a layer": {"outputs": "4", "layer": True, "losses": "robust"},
    },
)
