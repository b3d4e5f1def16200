"""``sigmoid(z)`` = 1 / (1 + e^-z)."""

from exercises.ops.activations import logistic, same, sigmoid_slope
from exercises.ops.base import G, Misconception, Op, Pull, Route, Y, elementwise, local
from exercises.ops.binary_cross_entropy import FROM_SIGMOID
from exercises.tex import times


def _slope_formula(g: str, y: str) -> str:
    return times(g, y, rf"\left(1 - {y}\right)")


OP = Op(
    name="sigmoid",
    kind="activation",
    arguments=("z",),
    f=logistic,
    shape=same,
    pulls=(
        Pull(
            uses=(G, Y),
            f=lambda g, y: g * sigmoid_slope(y),
            cell=elementwise(_slope_formula),
            words="The slope of the sigmoid is the value that the unit sent out, times one minus "
            "that value.",
            caption="back through the sigmoid of {unit}",
            also=(Route((G, 0), lambda g, z: g * sigmoid_slope(logistic(z))),),
            shortcuts=(FROM_SIGMOID,),
        ),
    ),
    cell=elementwise(
        lambda z: rf"\frac{{1}}{{1 + e^{{-{z if not z.startswith('-') else f'({z})'}}}}}"
    ),
    words="Apply the sigmoid to the weighted sum.",
    title="sigmoid",
)

MISCONCEPTIONS = (
    Misconception(
        id="SIG_NEG",
        name="sign slip inside the exponential of the sigmoid",
        at="sigmoid",
        rules=local(0, f=lambda z: logistic(-z)),
        messages=(
            "Your value is on the wrong side of one half for this sum.",
            "For a positive sum the sigmoid is above one half, for a negative one below: the "
            "exponent is minus the sum.",
        ),
    ),
    Misconception(
        id="SIG_AT_OUT",
        name="sigmoid applied twice in its slope",
        at="sigmoid:0",
        rules=local(G, Y, f=lambda g, y: g * sigmoid_slope(logistic(y))),
        messages=(
            "The slope was taken at the wrong point.",
            "Written with the value a that the unit sent out, the slope a(1 - a) is finished: "
            "no further sigmoid.",
        ),
    ),
    Misconception(
        id="SIG_USE_Z",
        name="weighted sum used in the short formula of the slope",
        at="sigmoid:0",
        rules=local(G, 0, f=lambda g, z: g * z * (1 - z)),
        messages=(
            "You used the value before the activation in the short formula.",
            "The short form a(1 - a) takes the value that the unit sent out.",
        ),
    ),
    Misconception(
        id="SIG_HALF",
        name="one factor of the sigmoid slope missing",
        at="sigmoid:0",
        rules=lambda site: [
            site.rule((G, Y), lambda g, y: g * y),
            site.rule((G, Y), lambda g, y: g * (1 - y)),
        ],
        messages=(
            "This slope has more parts than you used.",
            "The slope is a product of two factors: the value a that the unit sent out, and 1 - a.",
        ),
    ),
    Misconception(
        id="SIG_OF_ERR",
        name="slope formula applied to the error",
        at="sigmoid:0",
        rules=local(G, f=lambda g: g * (1 - g)),
        messages=(
            "The slope belongs to the unit, not to the error.",
            "Take a from the forward pass, and multiply what arrives by a(1 - a).",
        ),
    ),
)
