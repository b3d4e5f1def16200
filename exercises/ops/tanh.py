"""``tanh(z)``."""

import numpy as np

from exercises.ops.activations import logistic, same, tanh_slope
from exercises.ops.base import G, Misconception, Op, Pull, Route, Y, elementwise, local
from exercises.tex import times


def _slope_formula(g: str, y: str) -> str:
    square = f"{y}^2" if not y.startswith("-") else rf"\left({y}\right)^2"
    return times(g, rf"\left(1 - {square}\right)")


OP = Op(
    name="tanh",
    kind="activation",
    arguments=("z",),
    f=np.tanh,
    shape=same,
    pulls=(
        Pull(
            uses=(G, Y),
            f=lambda g, y: g * tanh_slope(y),
            cell=elementwise(_slope_formula),
            words="The slope of tanh is one minus the square of the value that the unit sent out.",
            caption="back through the tanh of {unit}",
            also=(Route((G, 0), lambda g, z: g * tanh_slope(np.tanh(z))),),
        ),
    ),
    cell=elementwise(lambda z: rf"\tanh\left({z}\right)"),
    words="Apply tanh to the value that goes in.",
    title="tanh",
)

MISCONCEPTIONS = (
    Misconception(
        id="TANH_AS_SIG",
        name="sigmoid used where the unit is tanh",
        at="tanh",
        rules=local(0, f=logistic),
        messages=(
            "The right unit, but another activation function.",
            "Which function does this layer apply? tanh is zero at zero, the sigmoid is one half "
            "there.",
        ),
    ),
    Misconception(
        id="TANH_1MA",
        name="square missing in the slope of tanh",
        at="tanh:0",
        rules=local(G, Y, f=lambda g, y: g * (1 - y)),
        messages=(
            "Close to the slope of tanh, but not it.",
            "The slope of tanh is one minus the square of the value that the unit sent out.",
        ),
    ),
    Misconception(
        id="TANH_USE_Z",
        name="weighted sum used in the slope of tanh",
        at="tanh:0",
        rules=local(G, 0, f=lambda g, z: g * (1 - z * z)),
        messages=(
            "You used the value before the activation in the short formula.",
            "The short form takes the value that the tanh sent out.",
        ),
    ),
    Misconception(
        id="TANH_RECIP",
        name="reciprocal of the slope of tanh",
        at="tanh:0",
        rules=local(G, Y, f=lambda g, y: g / (1 - y * y)),
        messages=(
            "The slope of tanh is never above one.",
            "You used the slope of the inverse function: multiply by one minus the square, do not "
            "divide by it.",
        ),
    ),
    Misconception(
        id="TANH_TWICE",
        name="tanh applied twice in its slope",
        at="tanh:0",
        rules=local(G, Y, f=lambda g, y: g * tanh_slope(np.tanh(y))),
        messages=(
            "The slope was taken at the wrong point.",
            "Written with the value that the unit sent out, the slope needs no further tanh.",
        ),
    ),
)
