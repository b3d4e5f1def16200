"""``l1_loss(y, t)`` = the mean of |y - t| over the outputs; slope 0 where they are equal."""

import numpy as np

from exercises.ops.base import G, Misconception, local
from exercises.ops.difference import Cost, DifferenceLoss, difference
from exercises.tex import factor

ABSOLUTE = Cost(
    f=np.abs,
    slope=np.sign,
    line=lambda y, t, index: rf"\left|{y[index]} - {factor(t[index])}\right|",
    slope_line=lambda y, t, index: rf"\mathrm{{sign}}{difference(y, t, index)}",
)
LOSS = DifferenceLoss(
    name="l1_loss",
    title="mean absolute error",
    cost=ABSOLUTE,
    reduction="mean",
    words="Take the size of each difference without its sign, add up, and divide by the number of "
    "outputs.",
    slope_words="The slope by one output is plus or minus one, the sign of output minus target, "
    "divided by the number of outputs.",
)
OP = LOSS.op()

MISCONCEPTIONS = (
    Misconception(
        id="MAE_MAG",
        name="slope of the absolute error carries the size of the difference",
        at="l1_loss:0",
        rules=local(G, 0, 1, f=LOSS.each(lambda u: u)),
        messages=(
            "For this loss a large difference pulls no harder than a small one.",
            "The absolute value is a straight line on either side of zero, so its slope is plus or "
            "minus one. Only the sign of output minus target counts.",
        ),
    ),
    Misconception(
        id="MAE_NO_SIGN",
        name="slope of the absolute error always positive",
        at="l1_loss:0",
        rules=local(G, 0, 1, f=LOSS.each(np.ones_like)),
        messages=(
            "The size is right, but the direction does not depend on the side of the target.",
            "Below its target an output lowers the loss when it grows: there the slope is "
            "negative.",
        ),
    ),
    Misconception(
        id="MAE_NO_ABS",
        name="differences averaged with their signs",
        at="l1_loss",
        rules=local(0, 1, f=LOSS.total(lambda u: u)),
        messages=(
            "Errors in opposite directions have cancelled each other.",
            "Take the absolute value of each difference before you add them up.",
        ),
    ),
)
