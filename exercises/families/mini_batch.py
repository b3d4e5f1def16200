"""A linear unit that learns from a mini-batch."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import choice, flag, integer
from exercises.rejecting import either, has_size
from exercises.screening import settled
from exercises.values import Value

_HALVES = tuple(sign * n for n in (5, 15, 20, 25) for sign in (1, -1))
"""Several weights for an example: halves keep the sums short."""
_INPUTS = tuple(n for n in SIGNED_NICE if abs(n) != 10)
SIZES = {"2": "two", "4": "four", "5": "five"}
"""Sizes whose reciprocal is a short decimal: no third."""


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The unit that the parameters describe."""
    network = _network(params)
    asked = [step.name for step in network.steps if step.asked]
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"A mini-batch of {SIZES[params['examples']]}",
        prose=_prose(params),
        conventions={
            "loss": "mean of (y-t)^2 over the examples",
            "weights": "one for each column of X",
            "update": "w' = w - eta dE/dw, all gradients with the old weights",
        },
        screen=Screen(
            reject=lambda values: either(
                *(has_size(values[name], 0) for name in asked), _alike(values)
            )
        ),
    )


def _alike(values: Mapping[str, Value]) -> Flags:
    """Equal inputs or slopes of two examples, or slopes that cancel."""
    x, g = values["X"], settled(values["dE/dy"])
    inputs = [_has_equal(x[:, :, i]) for i in range(x.shape[2])]
    return either(*inputs, _has_equal(g), np.abs(g.sum(1)) < 0.05)


def _has_equal(value: Value) -> Flags:
    ordered = np.sort(value, axis=1)
    return np.asarray((np.diff(ordered, axis=1) == 0).any(1))


def _prose(params: Mapping[str, Any]) -> str:
    before = (
        r" The mini-batch before this one had the gradients \(g_w\) and \(g_b\)."
        if params["previous"]
        else ""
    )
    return (
        rf"Each row of \(X\) is one of \(m = {params['examples']}\) examples. A linear unit "
        r"computes \(y_i = \sum_j x_{ij} w_j + b\) for each of them. The error is the mean "
        r"\(E = \frac{1}{m} \sum_i (y_i - t_i)^2\), so \(\frac{1}{m}\) is part of every "
        rf"\(\frac{{\partial E}}{{\partial y_i}}\).{before} Work out the outputs, the error, the "
        r"gradients, and weights and bias after one step of gradient descent with the learning "
        r"rate \(\eta\)."
    )


def _network(params: Mapping[str, Any]) -> Network:
    m, n = int(params["examples"]), params["inputs"]
    network = Network()
    network.given("X", Pool(_INPUTS, shape=(m, n)), "the inputs")
    network.given("w", Pool(SIGNED_NICE if n == 1 else _HALVES, shape=(n,)), "the weights")
    network.given("b", Pool(TENTHS), "the bias")
    network.given("t", Pool(TENTHS, shape=(m,)), "the targets")
    if params["previous"]:
        network.given("g_w", Pool(SIGNED_NICE, shape=(n,)), "the weight gradient of the last batch")
        network.given("g_b", Pool(SIGNED_NICE), "the bias gradient of the last batch")
    network.given("eta", Pool((5, 2)), "learning rate")
    network.apply("linear", "y", ["X", "w", "b"], "outputs for all examples", unit="the unit")
    network.apply("mse_loss", "E", ["y", "t"], "error", phase="loss")
    network.backward("E", ["w", "b"])
    network.update("E", ["w", "b"], "eta")
    return network


FAMILY = Family(
    name="mini_batch",
    version=1,
    order=18,
    title="A mini-batch",
    summary="One linear unit, several examples at once: where the mean and the sums belong.",
    cannot_reveal=(
        "One unit has no matrix to transpose and passes nothing on. Gradients carried over from "
        "the batch before show only where those are printed."
    ),
    parameters=(
        choice("examples", tuple(SIZES), "4", "number of examples"),
        integer("inputs", 1, 3, 1, "number of inputs"),
        flag(
            "previous", False, "print the gradients of the batch before, which are not to be used"
        ),
    ),
    blueprint=blueprint,
    levels={
        "two examples": {"examples": "2"},
        "four examples": {},
        "five examples, two inputs": {"examples": "5", "inputs": 2},
        "after another batch": {"previous": True},
    },
)
