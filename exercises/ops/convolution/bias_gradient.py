"""Misconceptions of the gradient of the bias of a convolution: the sum of g over all positions.

CONV_BIAS_ONE and CONV_BIAS_MEAN are to positions what BG_NOSUM is to the examples of a batch. They
never meet at one step, and the words that help are others.
"""

import numpy as np

from exercises.ops.base import G, Misconception, local
from exercises.ops.convolution import by_position, to_bias
from exercises.values import Value


def _position(number: int, g: Value) -> Value:
    return np.asarray(by_position(g)[:, number, 0])


def _mean(g: Value) -> Value:
    return np.asarray(by_position(g).mean((1, 2)))


def _count(g: Value) -> Value:
    return to_bias(np.ones_like(g))


def _times_bias(g: Value, b: Value) -> Value:
    return to_bias(g) * b


MISCONCEPTIONS = (
    Misconception(
        id="CONV_BIAS_ONE",
        name="bias gradient from one position only",
        at="convolution:2",
        rules=lambda site: [
            site.rule((G,), lambda g: _position(0, g)),
            site.rule((G,), lambda g: _position(-1, g)),
        ],
        messages=(
            "Not every position has pushed on the bias yet.",
            "One and the same bias is added everywhere: add up what arrives at all positions.",
        ),
    ),
    Misconception(
        id="CONV_BIAS_MEAN",
        name="bias gradient averaged over the positions",
        at="convolution:2",
        rules=local(G, f=_mean),
        messages=(
            "The positions were combined with the wrong operation.",
            "What the shared bias gets from all positions adds up; it is not averaged.",
        ),
    ),
    Misconception(
        id="CONV_BIAS_COUNT",
        name="only the local slopes of the bias added up",
        at="convolution:2",
        rules=local(G, f=_count),
        messages=(
            "You stopped at the local slopes.",
            "The slope of every position by the bias is one; multiply it by what arrives there "
            "before you add up.",
        ),
    ),
    Misconception(
        id="CONV_BIAS_TIMES_B",
        name="bias gradient of a convolution multiplied by the bias",
        at="convolution:2",
        rules=local(G, 2, f=_times_bias),
        messages=(
            "The value of the bias is not its slope.",
            "When the bias grows by a little, every position grows by just as much: its slope is "
            "one.",
        ),
    ),
)
