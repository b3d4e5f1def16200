"""``identity(z)``: a linear unit."""

from exercises.ops.activations import same
from exercises.ops.base import G, Op, Pull, elementwise

OP = Op(
    name="identity",
    kind="activation",
    arguments=("z",),
    f=lambda z: z,
    shape=same,
    pulls=(
        Pull(
            uses=(G,),
            f=lambda g: g,
            cell=elementwise(lambda g: g),
            words="A linear unit has the slope one: what arrives passes unchanged.",
            caption="back through {unit} (linear)",
        ),
    ),
    cell=elementwise(lambda z: z),
    words="A linear unit sends out its weighted sum as it is.",
    title="linear",
)
