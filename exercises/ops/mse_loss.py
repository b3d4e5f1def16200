"""``mse_loss(y, t)`` = the mean of (y - t)^2 over the outputs."""

from exercises.ops.difference import SQUARE, DifferenceLoss

LOSS = DifferenceLoss(
    name="mse_loss",
    title="mean squared error",
    cost=SQUARE,
    reduction="mean",
    words="Square the difference of each output and its target, add up, and divide by the number "
    "of outputs.",
    slope_words="The slope by one output is two times output minus target, divided by the number "
    "of outputs.",
)
OP = LOSS.op()
