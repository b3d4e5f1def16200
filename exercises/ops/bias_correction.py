"""``bias_correction(m, beta, t)`` = m / (1 - beta^t): Adam's averages start from zero."""

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import Misconception, Op, local
from exercises.tex import Index, Token, factor
from exercises.values import Shape, Value, spread


def forgotten(beta: Value, t: Value) -> Value:
    """beta^t: the share of the start that is left after t steps."""
    return np.asarray(beta**t)


def value(m: Value, beta: Value, t: Value) -> Value:
    """m / (1 - beta^t)."""
    return m / spread(1 - forgotten(beta, t), m)


def shape(m: Shape, beta: Shape, t: Shape) -> Shape:
    """That of the average; its weight and the number of the step are scalars."""
    if beta != () or t != ():
        raise BadVariant(f"An average {m}, a weight {beta} and a step {t} do not fit.")
    return m


def _cell(index: Index, m: Token, beta: Token, t: Token) -> str:
    return rf"\frac{{{m[index]}}}{{1 - {factor(beta[()])}^{{{t[()]}}}}}"


OP = Op(
    name="bias_correction",
    kind="update",
    arguments=("m", "beta", "t"),
    f=value,
    shape=shape,
    pulls=(),
    cell=_cell,
    words="Divide by one minus beta to the power of the number of the step, because the average "
    "started from zero.",
    title="bias correction",
    domain=(0, 1),
    examples=(((), (), ()), ((2, 3), (), ())),
)

MISCONCEPTIONS = (
    Misconception(
        id="ADAM_NO_BC",
        name="bias correction left out",
        at="bias_correction",
        rules=local(0, f=lambda m: m),
        messages=(
            "The first steps of Adam are special, and this step takes no notice of it.",
            "The average started from zero and is still too small. Divide it by one minus beta to "
            "the power of the number of the step.",
        ),
    ),
    Misconception(
        id="ADAM_BC_NO_T",
        name="number of the step left out of the bias correction",
        at="bias_correction",
        rules=local(0, 1, f=lambda m, beta: m / spread(1 - beta, m)),
        messages=(
            "This correction is right in the very first step only.",
            "Beta stands to the power of the number of the step: the correction fades as the steps "
            "go on.",
        ),
    ),
    Misconception(
        id="ADAM_MUL",
        name="multiplied by the bias correction",
        at="bias_correction",
        rules=local(0, 1, 2, f=lambda m, beta, t: m * spread(1 - forgotten(beta, t), m)),
        messages=(
            "The correction goes the other way.",
            "The average is too small at first, so the correction must make it larger: divide.",
        ),
    ),
    Misconception(
        id="ADAM_BC_BETA",
        name="bias correction without the one in front",
        at="bias_correction",
        rules=local(0, 1, 2, f=lambda m, beta, t: m / spread(forgotten(beta, t), m)),
        messages=(
            "The denominator is only half of what it should be made of.",
            "What the average has taken in so far is one minus beta to the power of the number of "
            "the step.",
        ),
    ),
)
