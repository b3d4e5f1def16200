"""A recurrent unit over two or three time steps: backpropagation through time."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import Network
from exercises.parameters import choice, flag, integer
from exercises.steps import Step
from exercises.values import Value

MOST_DRIVEN = 1.5
"""A tanh is not driven further than this: beyond, its slope is lost in the last decimals."""
CLOSEST = 0.1
"""Least distance of two states, or one could be taken for the other unseen."""
COUNT = {2: "two", 3: "three"}
ACTIVATIONS = ("tanh", "identity")

# Numerators over 10. Whole numbers and halves keep the sums of a linear unit short.
_SHORT = tuple(s * n for n in (5, 15, 20, 25, 30) for s in (1, -1))
_WHOLE = tuple(s * n for n in (20, 30, 40) for s in (1, -1))
_DECIMAL = tuple(s * n for n in (3, 4, 5, 6, 8, 12, 15, 20) for s in (1, -1))
_PARTLY = tuple(s * n for n in (4, 5, 6, 7, 8, 9, 12) for s in (1, -1))
_SMALL = tuple(s * n for n in range(1, 6) for s in (1, -1))


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The unrolled unit that the parameters describe."""
    steps, activation = int(params["steps"]), params["activation"]
    every = params["targets"] == "every"
    network = _network(steps, activation, every=every, parts=bool(params["parts"]))
    linear = activation == "identity"
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"A recurrent unit over {COUNT[steps]} time steps",
        prose=_prose(steps, linear=linear, every=every),
        conventions=_conventions(steps, every=every),
        screen=Screen(
            exact=linear and steps == 2,
            decimals=3 if linear and steps == 2 else 4,
            reject=_reject(steps, linear=linear),
        ),
    )


def _prose(steps: int, *, linear: bool, every: bool) -> str:
    unit = (
        r"\(h_k = w_h h_{k-1} + w_x x_k + b\)"
        if linear
        else r"\(z_k = w_h h_{k-1} + w_x x_k + b\) and \(h_k = \tanh(z_k)\)"
    )
    error = (
        rf"\(E = {' + '.join(f'E_{k}' for k in range(1, steps + 1))}\) with "
        r"\(E_k = \frac{1}{2}(h_k - t_k)^2\)"
        if every
        else rf"\(E = \frac{{1}}{{2}}(h_{steps} - t_{steps})^2\), at the last time step only"
    )
    times = ", ".join(str(k) for k in range(1, steps + 1))
    return (
        rf"At each time step \(k = {times}\) the unit computes {unit}, with the same "
        rf"weights and bias every time. It starts from the state \(h_0\). The error is {error}. "
        r"Work out the states, send the error back through time, and work out the gradients of "
        r"\(w_x\), \(w_h\) and \(b\): each is a sum over the time steps."
    )


def _conventions(steps: int, *, every: bool) -> dict[str, Any]:
    over = "summed over the time steps" if every else f"of time step {steps}"
    return {
        "loss": f"1/2 (h-t)^2 {over}",
        "weights": "shared by all time steps",
        "digits": "carry as many as you like",
    }


def _network(steps: int, activation: str, *, every: bool, parts: bool) -> Network:
    network = Network()
    linear = activation == "identity"
    _givens(network, steps, linear=linear, every=every)
    for k in range(1, steps + 1):
        _time_step(network, k, linear=linear)
    _error(network, steps, every=every)
    network.backward("E", ["w_x", "w_h", "b"], unless=_unasked(parts=parts))
    return network


def _givens(network: Network, steps: int, *, linear: bool, every: bool) -> None:
    for k in range(1, steps + 1):
        network.given(f"x{k}", Pool(_WHOLE if linear else _DECIMAL), f"input {k}")
    network.given("h0", Pool(_WHOLE if linear else _PARTLY), "the state at the start")
    network.given("w_x", Pool(_SHORT if linear else _DECIMAL), "the weight of the input")
    network.given("w_h", Pool(_SHORT if linear else _PARTLY), "the weight of the state")
    network.given("b", Pool(_SHORT if linear else _SMALL), "the bias")
    for k in range(1 if every else steps, steps + 1):
        network.given(f"t{k}", Pool(_SHORT if linear else _DECIMAL), f"target {k}")


def _time_step(network: Network, k: int, *, linear: bool) -> None:
    unit = f"time step {k}"
    inputs = [f"h{k - 1}", "w_h", f"x{k}", "w_x", "b"]
    if linear:
        network.apply("sum_of_products", f"h{k}", inputs, f"state of {unit}", unit=unit)
        return
    network.apply("sum_of_products", f"z{k}", inputs, f"weighted sum of {unit}", unit=unit)
    network.apply("tanh", f"h{k}", [f"z{k}"], f"state of {unit}", unit=unit)


def _error(network: Network, steps: int, *, every: bool) -> None:
    """The error, not asked: of the last time step, or the sum over all of them."""
    if not every:
        _error_of(network, "E", steps)
        return
    total = _error_of(network, "E1", 1)
    for k in range(2, steps + 1):
        added = [total, _error_of(network, f"E{k}", k)]
        name, words = ("E", "error") if k == steps else (f"S{k}", "error so far")
        total = network.apply("add", name, added, words, phase="loss", asked=False)


def _error_of(network: Network, name: str, k: int) -> str:
    return network.apply(
        "half_squared_error",
        name,
        [f"h{k}", f"t{k}"],
        f"error of time step {k}",
        phase="loss",
        asked=False,
    )


def _unasked(*, parts: bool) -> Callable[[Step], bool]:
    """Slopes of the errors themselves are never asked; contributions along one path may be."""

    def unless(step: Step) -> bool:
        among_errors = (step.wrt or "")[0] in "ES"
        return among_errors or (not parts and " via " in step.name)

    return unless


def _reject(steps: int, *, linear: bool) -> Callable[[Mapping[str, Value]], Flags]:
    def reject(values: Mapping[str, Value]) -> Flags:
        states = [values[f"h{k}"] for k in range(steps + 1)]
        pairs = zip(states[1:], states, strict=False)
        bad = np.any([np.abs(h - before) < CLOSEST for h, before in pairs], axis=0)
        if not linear:
            sums = [values[f"z{k}"] for k in range(1, steps + 1)]
            bad = bad | np.any([np.abs(z) > MOST_DRIVEN for z in sums], axis=0)
        return np.asarray(bad)

    return reject


FAMILY = Family(
    name="rnn",
    version=1,
    order=29,
    title="A recurrent unit",
    summary="Two or three time steps with shared weights: backpropagation through time.",
    cannot_reveal=(
        "Everything is a single number, so nothing about rows and columns shows. A linear unit "
        "hides the slope of tanh, and with a target at the last time step only, no state has two "
        "ways to the error."
    ),
    parameters=(
        integer("steps", 2, 3, 2, "number of time steps"),
        choice("activation", ACTIVATIONS, "tanh", "activation function of the unit"),
        choice("targets", ("every", "last"), "every", "time steps that have a target"),
        flag("parts", True, "ask for the contribution of each time step, too"),
    ),
    blueprint=blueprint,
    levels={
        "linear, two steps": {"activation": "identity"},
        "tanh, two steps": {},
        "tanh, three steps": {"steps": 3, "parts": False},
    },
)
