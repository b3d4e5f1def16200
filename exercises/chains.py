"""Chains of single units: what the lecture handout and the families of chains have in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exercises.conventions import (
    ACTIVATION_TEX,
    LOSS_TEX,
    NEGATIVE_SLOPE,
    attributes,
    digits,
    is_exact,
    printed,
)
from exercises.family import Blueprint, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.values import Value

COUNT = {2: "two", 3: "three", 4: "four"}


@dataclass(frozen=True)
class Chain:
    """A chain as a family describes it.

    ``off``: least and greatest number of neurons with a negative sum. ``numbers``: numerators over
    10 of input and weights, ``eta``: of the learning rate. ``slope``: of a leaky ReLU below 0.
    """

    units: int
    activation: str
    loss: str
    rest: bool
    off: tuple[int, int] = (0, 0)
    numbers: tuple[int, ...] = SIGNED_NICE
    eta: tuple[int, ...] = (5, 2)
    slope: float = NEGATIVE_SLOPE
    reject: Callable[[Mapping[str, Value]], Flags] | None = None


def blueprint(chain_: Chain) -> Blueprint:
    """The exercise of a chain: forward values, gradients, one step of gradient descent."""
    units, activation, rest = chain_.units, chain_.activation, chain_.rest
    network = chain(
        _pools(chain_),
        units,
        activation,
        chain_.loss,
        rest=rest,
        rest_asked=rest,
        slope=chain_.slope,
    )
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"A chain of {COUNT[units]} neurons",
        prose=_prose(chain_),
        conventions=printed(chain_.loss, {activation}, update=True, slope=chain_.slope),
        screen=Screen(
            off=chain_.off,
            exact=is_exact({activation}),
            decimals=digits({activation}),
            reject=chain_.reject,
        ),
    )


def _pools(chain_: Chain) -> dict[str, Pool]:
    nice = Pool(chain_.numbers)
    weights = {f"w{i}": nice for i in range(1, chain_.units + 1)}
    rests = {f"r{i}": Pool(TENTHS) for i in range(2, chain_.units + 2)}
    target = Pool(tuple(range(2, 10)) if chain_.activation == "sigmoid" else TENTHS)
    return {"x1": nice, **weights, **rests, "t": target, "eta": Pool(chain_.eta)}


def _prose(chain_: Chain) -> str:
    tail = r" + r_{n+1}\), where the rest term \(r\) is its bias" if chain_.rest else r"\)"
    activation = ACTIVATION_TEX[chain_.activation].replace(str(NEGATIVE_SLOPE), str(chain_.slope))
    return (
        rf"Neuron \(n+1\) computes \(z_{{n+1}} = w_n x_n{tail}, and sends on "
        rf"\({activation}\). The error of the output \(y\) is "
        rf"\({LOSS_TEX[chain_.loss]}\). Work out the forward values, the gradients, and the "
        r"weights after one step of gradient descent with the learning rate \(\eta\)."
    )


def chain(
    pools: Mapping[str, Pool],
    units: int,
    activation: str,
    loss: str,
    *,
    rest: bool,
    rest_asked: bool,
    slope: float = NEGATIVE_SLOPE,
    second_asked: bool = False,
) -> Network:
    """x1 -> unit 2 -> ... -> y -> E with weights w1, w2, ... and rest terms r2, r3, ....

    Forward, loss, backward, update, and the second forward pass after the step.
    """
    network = Network()
    network.given("x1", pools["x1"], "input 1")
    for i in range(1, units + 1):
        network.given(f"w{i}", pools[f"w{i}"], f"weight {i}")
    for i in range(2, units + 2) if rest else ():
        network.given(f"r{i}", pools[f"r{i}"], f"rest term {i}")
    network.given("t", pools["t"], "target")
    network.given("eta", pools["eta"], "learning rate")
    attrs = attributes(activation, slope)
    _forward(network, units, activation, loss, attrs, rest=rest)
    weights = [f"w{i}" for i in range(units, 0, -1)]
    rests = [f"r{i}" for i in range(units + 1, 1, -1)] if rest and rest_asked else []
    network.backward("E", ["x1", *weights, *rests])
    network.update("E", [*weights, *rests], "eta")
    network.again([*weights, *rests], asked=second_asked)
    return network


def _forward(
    network: Network,
    units: int,
    activation: str,
    loss: str,
    attrs: Mapping[str, float],
    *,
    rest: bool,
) -> None:
    value = "x1"
    for i in range(1, units + 1):
        unit, last = f"neuron {i + 1}", i == units
        inputs = [value, f"w{i}", *([f"r{i + 1}"] if rest else [])]
        z = network.apply("linear", f"z{i + 1}", inputs, f"weighted input of {unit}", unit=unit)
        value = network.apply(
            activation,
            "y" if last else f"x{i + 1}",
            [z],
            "output of the network" if last else f"output of {unit}",
            unit=unit,
            attrs=attrs,
        )
    network.apply(loss, "E", [value, "t"], "error", phase="loss")
