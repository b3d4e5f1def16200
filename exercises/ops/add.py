"""``add(a, b)``: the sum, cell by cell."""

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Misconception, Op, Pull, elementwise, local
from exercises.tex import plus

_PULL = Pull(
    uses=(G,),
    f=lambda g: g,
    cell=elementwise(lambda g: g),
    words="A sum passes what arrives on to each addend unchanged.",
    caption="passed back to {wrt}",
)

OP = Op(
    name="add",
    kind="arithmetic",
    arguments=("a", "b"),
    f=lambda a, b: np.add(*aligned(a, b)),
    shape=common_shape,
    elementwise=True,
    pulls=(_PULL, _PULL),
    cell=elementwise(lambda a, b: plus([a, b])),
    words="Add the two values.",
    title="sum",
    examples=(((), ()), ((2, 2), (2, 2)), ((), (3,))),
)

MISCONCEPTIONS = (
    Misconception(
        id="GATE_ADD_SPLIT",
        name="sum shares the gradient out",
        at="add:*",
        rules=local(G, f=lambda g: g / 2),
        messages=(
            "A sum does not share out what arrives.",
            "Both addends have the slope one, so both get the whole of what arrives.",
        ),
    ),
)
