"""``exp_avg(m, g, beta)`` = beta m + (1 - beta) g: Adam's running average of the gradient."""

from exercises.ops.moments import Moment

OP = Moment(
    name="exp_avg",
    moment="m",
    title="first moment",
    words="Mix beta of the old average with the rest, one minus beta, of the new gradient.",
).op()
