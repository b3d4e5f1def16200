"""``squared_error(y, t)`` = the sum of (y - t)^2 over the outputs."""

from exercises.ops.difference import SQUARE, DifferenceLoss

LOSS = DifferenceLoss(
    name="squared_error",
    title="squared error",
    cost=SQUARE,
    words="Subtract the target from the output and square the difference.",
    slope_words="The slope of the squared error is two times output minus target.",
)
OP = LOSS.op()
