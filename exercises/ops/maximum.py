"""``maximum(a, b)``: the larger of the two, cell by cell; of equal ones the second passes back."""

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Misconception, Op, Pull, elementwise, local
from exercises.tex import times
from exercises.values import Value


def _to_winner(g: Value, own: Value, other: Value) -> Value:
    """What arrives, where the own value is the larger one; else 0."""
    g, own, other = aligned(g, own, other)
    return np.where(own > other, g, 0.0)


def _pull(own: int) -> Pull:
    return Pull(
        uses=(G, own, 1 - own),
        f=_to_winner,
        cell=elementwise(lambda g, own, other: times(g, f"[{own} > {other}]")),
        words="A maximum passes all of what arrives to the larger value, and nothing to the other.",
        caption="passed back to {wrt}",
    )


OP = Op(
    name="maximum",
    kind="arithmetic",
    arguments=("a", "b"),
    f=lambda a, b: np.maximum(*aligned(a, b)),
    shape=common_shape,
    elementwise=True,
    pulls=(_pull(0), _pull(1)),
    cell=elementwise(lambda a, b: rf"\max\left({a}, {b}\right)"),
    words="Take the larger of the two values.",
    title="maximum",
    examples=(((), ()), ((2, 2), (2, 2)), ((), (3,))),
)

MISCONCEPTIONS = (
    Misconception(
        id="GATE_MAX_ABS",
        name="the value of the larger size taken, whatever its sign",
        at="maximum",
        rules=local(0, 1, f=lambda a, b: np.where(np.abs(a) > np.abs(b), *aligned(a, b))),
        messages=(
            "Mind the signs when you compare.",
            "The larger value is the one further to the right on the number line: any positive "
            "number beats any negative one.",
        ),
    ),
    Misconception(
        id="GATE_MAX_BOTH",
        name="maximum passes the gradient to both values",
        at="maximum:*",
        rules=lambda site: [
            site.rule((G,), lambda g: g),
            site.rule((G,), lambda g: g / 2),
        ],
        messages=(
            "Only one of the two values decided the result of this gate.",
            "Move the smaller value a little and the maximum stays as it is: its slope is zero, "
            "and the larger one gets the whole of what arrives.",
        ),
    ),
)
