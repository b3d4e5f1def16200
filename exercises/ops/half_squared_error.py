"""``half_squared_error(y, t)`` = half the sum of (y - t)^2 over the outputs."""

from exercises.ops.difference import SQUARE, DifferenceLoss

LOSS = DifferenceLoss(
    name="half_squared_error",
    title="half the squared error",
    cost=SQUARE,
    constant=0.5,
    in_front=r"\frac{1}{2}",
    words="Subtract the target from the output and take half the square of the difference.",
    slope_words="The slope of half the squared error is output minus target.",
)
OP = LOSS.op()
