"""A 2-2-2 network, output by output: a hidden unit hears from both outputs."""

from collections.abc import Callable, Mapping
from typing import Any

from exercises.conventions import (
    ACTIVATION_TEX,
    LOSS_TEX,
    attributes,
    digits,
    is_exact,
    loss_parameter,
    printed,
)
from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, STRONG, TENTHS, Network
from exercises.parameters import choice, flag
from exercises.rejecting import either, hides_loss, same_size
from exercises.steps import Step
from exercises.values import Value

OUTPUTS = ("1", "2")
OUTPUT_OF = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "identity"}
"""The output units apply what the hidden ones do; where these are ReLUs, they are linear."""


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The network that the parameters describe."""
    hidden, loss = params["activation"], params["loss"]
    used = {hidden, OUTPUT_OF[hidden]}
    network = _network(hidden, loss, parts=bool(params["parts"]))
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title="A network with two outputs",
        prose=_prose(params),
        conventions=printed(loss, used, update=False, outputs=2),
        screen=Screen(
            off=(1, 1) if hidden == "relu" else (0, 0),
            exact=is_exact(used),
            decimals=digits(used),
            reject=_unfit,
        ),
    )


def _prose(params: Mapping[str, Any]) -> str:
    hidden = params["activation"]
    sent = ACTIVATION_TEX[OUTPUT_OF[hidden]].split(" = ")[0].replace("z", "o_k")
    loss = LOSS_TEX[params["loss"]]
    for name in "Eyt":
        loss = loss.replace(name, f"{name}_k")
    parts = (
        r" For \(a\), work out what comes back from each output, and then the sum of both."
        if params["parts"]
        else ""
    )
    return (
        r"The hidden units compute \(z = W x + b\); row \(i\) of \(W\) holds the weights that lead "
        rf"into unit \(i\). They send out \(a = {ACTIVATION_TEX[hidden]}\). Output \(k\) computes "
        r"\(o_k = v_k \cdot a + c_k\), with a weight in \(v_k\) for each hidden unit, and sends "
        rf"out \(y_k = {sent}\). Its error is \({loss}\), and \(E = E_1 + E_2\). Work out the "
        rf"forward values and all gradients of \(E\).{parts}"
    )


def _network(hidden: str, loss: str, *, parts: bool) -> Network:
    output = OUTPUT_OF[hidden]
    weights, targets = (
        (STRONG, tuple(range(1, 10))) if output == "sigmoid" else (SIGNED_NICE, TENTHS)
    )
    network = Network()
    network.given("x", Pool(SIGNED_NICE, shape=(2,)), "the inputs")
    network.given("W", Pool(weights, shape=(2, 2)), "the weights of the hidden layer")
    network.given("b", Pool(TENTHS, shape=(2,)), "the biases of the hidden layer")
    for k in OUTPUTS:
        network.given(f"v{k}", Pool(weights, shape=(2,)), f"the weights of output {k}")
        network.given(f"c{k}", Pool(TENTHS), f"the bias of output {k}")
        network.given(f"t{k}", Pool(targets), f"the target of output {k}")
    unit = "the hidden layer"
    network.apply("linear", "z", ["x", "W", "b"], f"weighted sums of {unit}", unit=unit)
    network.apply(hidden, "a", ["z"], f"activations of {unit}", unit=unit, attrs=attributes(hidden))
    for k in OUTPUTS:
        unit = f"output {k}"
        network.apply("linear", f"o{k}", ["a", f"v{k}", f"c{k}"], f"sum of {unit}", unit=unit)
        network.apply(output, f"y{k}", [f"o{k}"], unit, unit=unit)
    for k in OUTPUTS:
        network.apply(loss, f"E{k}", [f"y{k}", f"t{k}"], f"error of output {k}", phase="loss")
    network.apply("add", "E", ["E1", "E2"], "whole error", phase="loss")
    wanted = [f"{name}{k}" for k in OUTPUTS for name in "vc"]
    network.backward("E", [*wanted, "W", "b", "x"], unless=_not_asked(parts=parts))
    return network


def _not_asked(*, parts: bool) -> Callable[[Step], bool]:
    """The slope by one of the errors is one; contributions only if the parameters say so."""
    return lambda step: step.op.startswith("add:") or (not parts and " via " in step.name)


def _unfit(values: Mapping[str, Value]) -> Flags:
    """Outputs that send back the same, or near their targets."""
    near = [hides_loss(values, f"y{k}", f"t{k}") for k in OUTPUTS]
    return either(same_size(values["dE/do1"], values["dE/do2"]), *near)


FAMILY = Family(
    name="two_outputs",
    version=1,
    order=14,
    title="A network with two outputs",
    summary="Two hidden units that both feed both outputs: what comes back from each, and the sum.",
    cannot_reveal=(
        "The weights of each output stand in a list of their own, so nothing about rows and "
        "columns of that layer shows; with a smooth activation nothing about the gate of a ReLU."
    ),
    parameters=(
        choice("activation", tuple(OUTPUT_OF), "sigmoid", "activation function of the units"),
        flag("parts", True, "ask for the contributions of both outputs too"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "ReLU and linear outputs": {"activation": "relu"},
        "sigmoid": {},
        "sigmoid, only the sums asked": {"parts": False, "loss": "half_squared_error"},
    },
)
