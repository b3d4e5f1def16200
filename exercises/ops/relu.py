"""``relu(z)`` = max(0, z), with the slope 0 at 0."""

from collections.abc import Iterable

import numpy as np

from exercises.ops.activations import same
from exercises.ops.base import G, Misconception, Op, Pull, Route, Site, Y, elementwise, local
from exercises.steps import Rule
from exercises.tex import times
from exercises.values import Value


def gate(g: Value, z: Value) -> Value:
    """What arrives where z > 0, else 0."""
    return np.where(z > 0, g, 0.0)


def _formula(g: str, z: str) -> str:
    return times(g, rf"[{z} > 0]")


OP = Op(
    name="relu",
    kind="activation",
    arguments=("z",),
    f=lambda z: np.maximum(z, 0.0),
    shape=same,
    pulls=(
        Pull(
            uses=(G, 0),
            f=gate,
            cell=elementwise(_formula),
            words="A ReLU that was on passes what arrives unchanged; one that was off passes "
            "nothing.",
            caption="back through the ReLU of {unit}",
            also=(Route((G, Y), gate),),
        ),
    ),
    cell=elementwise(lambda z: rf"\max(0, {z})"),
    words="ReLU keeps a positive sum and turns a negative one into zero.",
    title="ReLU",
)


def _dead_pass(site: Site) -> Iterable[Rule | None]:
    return []


MISCONCEPTIONS = (
    Misconception(
        id="RELU_NEG_FWD",
        name="sign of a negative sum dropped",
        at="relu",
        rules=local(0, f=np.abs),
        messages=(
            "Look at the sign of the sum before you apply the ReLU.",
            "ReLU has two cases: a positive sum stays as it is, a negative one becomes zero.",
        ),
    ),
    Misconception(
        id="RELU_DEAD_PASS",
        name="gradient let through a switched-off ReLU",
        at="relu:0",
        rules=_dead_pass,
        same_as="DACT_SKIP",
        messages=(
            "Look at what this unit did in the forward pass.",
            "A unit that was off does not react when its sum changes a little, so its slope is "
            "zero and nothing passes back.",
        ),
    ),
    Misconception(
        id="RELU_GATE_GRAD",
        name="gate set by the sign of the gradient",
        at="relu:0",
        rules=local(G, f=lambda g: np.maximum(g, 0.0)),
        messages=(
            "You tested the sign of the wrong number.",
            "The gate was set in the forward pass: it is open if the weighted sum was positive, "
            "whatever the sign of the gradient.",
        ),
    ),
    Misconception(
        id="RELU_GATE_FLIP",
        name="gate of the ReLU the wrong way round",
        at="relu:0",
        rules=local(G, 0, f=lambda g, z: np.where(z > 0, 0.0, g)),
        messages=(
            "Open and closed are swapped.",
            "The gate is open where the weighted sum was positive.",
        ),
    ),
    Misconception(
        id="RELU_MUL_A",
        name="multiplied by the value of the ReLU instead of its slope",
        at="relu:0",
        rules=local(G, Y, f=lambda g, y: g * y),
        messages=(
            "A slope was replaced by a value.",
            "Where a ReLU is on, it is the line y = z: its slope is one, whatever its value.",
        ),
    ),
)
