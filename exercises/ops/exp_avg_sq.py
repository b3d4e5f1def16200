"""``exp_avg_sq(v, g, beta)`` = beta v + (1 - beta) g^2: Adam's average of the squared gradient."""

from exercises.ops.base import Misconception, local
from exercises.ops.moments import Moment, mixed

OP = Moment(
    name="exp_avg_sq",
    moment="v",
    title="second moment",
    words="Mix beta of the old average with the rest, one minus beta, of the square of the new "
    "gradient.",
).op()

MISCONCEPTIONS = (
    Misconception(
        id="ADAM_V",
        name="gradient not squared in the second moment",
        at="exp_avg_sq",
        rules=local(0, 1, 2, f=mixed(lambda beta: beta, lambda beta: 1 - beta, 1)),
        messages=(
            "The second moment averages something else.",
            "It is the average of the squared gradient: square first, then mix.",
        ),
    ),
)
