"""``squared_error(y, t)`` = the sum of (y - t)^2 over the outputs."""

from exercises.ops.arithmetic import same_shape_loss
from exercises.ops.base import G, Op, Pull
from exercises.ops.losses import cell_of_loss, loss_of, slope_cell, slope_whole, whole_of_loss
from exercises.values import spread

OP = Op(
    name="squared_error",
    kind="loss",
    arguments=("y", "t"),
    f=loss_of(1.0),
    shape=same_shape_loss,
    pulls=(
        Pull(
            uses=(G, 0, 1),
            f=lambda g, y, t: 2 * spread(g, y) * (y - t),
            cell=slope_cell("2"),
            whole=slope_whole("2"),
            words="The slope of the squared error is two times output minus target.",
            caption="slope of the error at {wrt}",
        ),
        Pull(
            uses=(G, 0, 1),
            f=lambda g, y, t: -2 * spread(g, y) * (y - t),
            cell=slope_cell("-2"),
            whole=slope_whole("-2"),
            words="By the target, the slope of the squared error is minus that by the output.",
            caption="slope of the error at {wrt}",
        ),
    ),
    cell=cell_of_loss(""),
    whole=whole_of_loss(""),
    words="Subtract the target from the output and square the difference.",
    title="squared error",
)
