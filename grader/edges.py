"""What rounding can explain where a rule is not smooth: past the edge of its domain, and at a jump.

A probability typed as 1 has no logarithm, though the one in the student's mind had; a 0 typed
before a ReLU lies on its kink, though the number meant lay on one side. There the reach of
rounding, which is half of an interval, says nothing; what the rule gives near the edge does.
"""

import numpy as np
from numpy.typing import NDArray

from exercises.steps import Rule, Step
from exercises.values import Value
from grader.own import NOISE, Own

Flags = NDArray[np.bool_]

CLOSE = 0.1
"""A share of the room of rounding; a smooth rule changes by about this share of its reach."""
JUMP = 0.5
"""What is left of the change so close to a typed value: less where the rule is smooth there."""


def past_the_edge(own: Own, step: Step, rule: Rule, typed: Value, half: Value) -> Flags:
    """Cells that a rule of a step gives from some value that rounds to one outside its domain.

    Towards the edge the rule has a limit, or grows without one: what is typed must lie on the way
    there.
    """
    rows = [own.ends((step,), {step.name: rule}, share) for share in (1.0, CLOSE, CLOSE**2)]
    if any(row is None for row in rows):
        return np.zeros(len(typed), np.bool_)
    end, near, nearer = (row.reshape(len(row), -1) for row in rows if row is not None)
    first, second = near - end, nearer - near
    onward = (typed - end) * np.sign(first) >= -half
    has_limit = np.abs(second) <= JUMP * np.abs(first) + NOISE * (1 + np.abs(end))
    within = ~has_limit | (np.abs(typed - end) <= half + np.abs(first) + 2 * np.abs(second))
    return np.asarray((np.isfinite(second) & onward & within).any(axis=0))


def beside_jumps(own: Own, step: Step, rule: Rule, typed: Value, half: Value) -> Flags:
    """Cells that a rule of a step gives on one side of a jump or the other, if it has one.

    Half way between the two sides is nothing that anybody gets.
    """
    swap, close = {step.name: rule}, CLOSE**2
    sides = own.ends((step,), swap, close)
    if sides is None:
        return np.ones(len(typed), np.bool_)
    reach, jump = own.reach((step,), swap).ravel(), own.reach((step,), swap, close).ravel()
    off = np.abs(typed - sides.reshape(len(sides), -1))
    return np.asarray((jump <= JUMP * reach) | (off <= half + np.abs(reach - jump)).any(axis=0))
