"""``leaky_relu(z, negative_slope)``: z where positive, else negative_slope times z."""

import numpy as np

from exercises.ops.activations import same
from exercises.ops.base import G, Misconception, Op, Pull, Route, Y, elementwise, local
from exercises.tex import times
from exercises.values import Value


def value(z: Value, *, negative_slope: float) -> Value:
    """The leaky ReLU."""
    return np.where(z > 0, z, negative_slope * z)


def slope(g: Value, z: Value, *, negative_slope: float) -> Value:
    """What arrives, times the slope."""
    return np.where(z > 0, g, negative_slope * g)


def _value_formula(z: str, *, negative_slope: float) -> str:
    return rf"\max({times(str(negative_slope), z)}, {z})"


def _slope_formula(g: str, z: str, *, negative_slope: float) -> str:
    return times(
        g,
        rf"\left\{{\begin{{matrix}} 1 & \text{{if }} {z} > 0 \\ {negative_slope} & "
        rf"\text{{if }} {z} \le 0 \end{{matrix}}\right.",
    )


OP = Op(
    name="leaky_relu",
    kind="activation",
    arguments=("z",),
    f=value,
    shape=same,
    attrs={"negative_slope": 0.5},
    pulls=(
        Pull(
            uses=(G, 0),
            f=slope,
            cell=elementwise(_slope_formula),
            words="A leaky ReLU passes what arrives unchanged where the sum was positive, and "
            "times its small slope where it was negative.",
            caption="back through the leaky ReLU of {unit}",
            also=(Route((G, Y), slope),),
        ),
    ),
    cell=elementwise(_value_formula),
    words="A leaky ReLU keeps a positive sum and multiplies a negative one by its small slope.",
    title="leaky ReLU",
)

MISCONCEPTIONS = (
    Misconception(
        id="LEAKY_AS_RELU_F",
        name="leaky slope forgotten in the forward pass",
        at="leaky_relu",
        rules=local(0, f=lambda z: np.maximum(z, 0.0)),
        messages=(
            "This unit is not a plain ReLU.",
            "Read the name of the activation again: a negative sum is multiplied by the small "
            "slope, it does not become zero.",
        ),
    ),
    Misconception(
        id="LEAKY_AS_RELU_B",
        name="leaky slope taken as zero",
        at="leaky_relu:0",
        rules=local(G, 0, f=lambda g, z: np.where(z > 0, g, 0.0)),
        messages=(
            "This unit never closes completely.",
            "Where the sum was negative, the slope of a leaky ReLU is its small slope, not zero.",
        ),
    ),
)
