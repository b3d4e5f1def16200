"""``squared_error(y, t)`` = the sum of (y - t)^2 over the outputs."""

from exercises.ops.losses import SquaredLoss

OP = SquaredLoss(
    name="squared_error",
    title="squared error",
    constant=1.0,
    in_front="",
    slope="2",
    words="Subtract the target from the output and square the difference.",
    slope_words="The slope of the squared error is two times output minus target.",
).op()
