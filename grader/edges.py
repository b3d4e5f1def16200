"""What rounding can explain where a rule is not smooth: past the edge of its domain, and at a jump.

A probability typed as 1 has no logarithm, though the one in the student's mind had; a 0 typed
before a ReLU lies on its kink, though the number meant lay on one side. There the reach of
rounding, which is half of an interval, says nothing; what the rule gives near the edge does.
"""

import numpy as np
from numpy.typing import NDArray

from exercises.steps import Rule, Step
from exercises.values import Value
from grader.blur import Blur
from grader.own import NOISE, Own

Flags = NDArray[np.bool_]

JUMP = 0.5
"""What is left of the change so close to a typed value: less where the rule is smooth there."""


def past_the_edge(own: Own, step: Step, rule: Rule, typed: Value, half: Value) -> Flags:
    """Cells that a rule of a step gives from some value that rounds to one outside its domain.

    Towards the edge the rule has a limit, or grows without one: what is typed must lie on the way
    there.
    """
    rows = own.ends((step,), {step.name: rule}, (1.0, 0.1, 0.01))
    if rows is None:
        return np.zeros(len(typed), np.bool_)
    end, near, nearer = rows
    first, second = near - end, nearer - near
    onward = (typed - end) * np.sign(first) >= -half
    has_limit = np.abs(second) <= JUMP * np.abs(first) + NOISE * (1 + np.abs(end))
    within = ~has_limit | (np.abs(typed - end) <= half + np.abs(first) + 2 * np.abs(second))
    return np.asarray((np.isfinite(second) & onward & within).any(axis=0))


def beside_jumps(blur: Blur, typed: Value, half: Value) -> Flags:
    """Cells that a rule gives on one side of a jump or the other, if it has one.

    Half way between the two sides is nothing that anybody gets.
    """
    if blur.close is None:
        return np.ones(len(typed), np.bool_)
    smooth = blur.jump <= JUMP * blur.reach
    off = np.abs(typed - blur.close)
    return np.asarray(smooth | (off <= half + np.abs(blur.reach - blur.jump)).any(axis=0))
