"""``half_squared_error(y, t)`` = half the sum of (y - t)^2 over the outputs."""

from exercises.ops.arithmetic import same_shape_loss
from exercises.ops.base import G, Op, Pull
from exercises.ops.losses import cell_of_loss, loss_of, slope_cell, slope_whole, whole_of_loss
from exercises.values import spread

OP = Op(
    name="half_squared_error",
    kind="loss",
    arguments=("y", "t"),
    f=loss_of(0.5),
    shape=same_shape_loss,
    pulls=(
        Pull(
            uses=(G, 0, 1),
            f=lambda g, y, t: spread(g, y) * (y - t),
            cell=slope_cell(""),
            whole=slope_whole(""),
            words="The slope of half the squared error is output minus target.",
            caption="slope of the error at {wrt}",
        ),
        Pull(
            uses=(G, 0, 1),
            f=lambda g, y, t: -spread(g, y) * (y - t),
            cell=slope_cell("-1"),
            whole=slope_whole("-1"),
            words="By the target, the slope of half the squared error is minus that by the output.",
            caption="slope of the error at {wrt}",
        ),
    ),
    cell=cell_of_loss(r"\frac{1}{2}"),
    whole=whole_of_loss(r"\frac{1}{2}"),
    words="Subtract the target from the output and take half the square of the difference.",
    title="half the squared error",
)
