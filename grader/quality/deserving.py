"""What a simulated student deserves, known from what they did.

The definitions stand in ``docs/quality.md``.
"""

from collections.abc import Collection

import numpy as np

from exercises.screening import GAP
from exercises.steps import Step
from exercises.values import Value
from exercises.variant import Variant
from grader.answers import read_answers
from grader.own import NOISE, Own
from grader.policy import Policy
from grader.slips import BY_ID
from grader.students import Simulated

Flags = list[bool]


def deserved(
    variant: Variant,
    made: Simulated,
    policy: Policy | None = None,
    worthless: Collection[str] = (),
) -> float:
    """The share of cells whose operation was right, among those in which it can be seen.

    A slip counts what the policy gives for it; nothing in the steps ``worthless``.
    """
    policy = policy or Policy()
    own = Own(variant, read_answers(variant.sheet, made.answers))
    slips = {one["step"]: one["id"] for one in made.applied if one["kind"] == "slip"}
    earned = possible = 0.0
    for step in variant.sheet.asked:
        slip = BY_ID.get(slips.get(step.name, ""))
        worth = {"right": 1.0, "slip": 1.0 if slip and slip.free else policy.slip}
        if step.name in worthless:
            worth["slip"] = 0.0
        cells, true, dumb = made.boxes[step.name], holds_truth(own, step), shows_nothing(own, step)
        share = step.points / len(cells)
        for box, is_true, is_dumb in zip(cells, true, dumb, strict=True):
            counts = is_true or box != "right" or not is_dumb
            possible += share * counts
            earned += share * counts * (1.0 if is_true else worth.get(box, 0.0))
    return earned / possible if possible else 0.0


def holds_truth(own: Own, step: Step) -> Flags:
    """Which cells of a step hold the true value to the digits asked."""
    place = own.answers.places[step.name]
    truth, half = own.variant.key[0][place], own.variant.key[1][place]
    near = np.abs(own.answers.values[place] - truth) <= half + NOISE * (1 + np.abs(truth))
    return [bool(flag) for flag in near]


def shows_nothing(own: Own, step: Step) -> Flags:
    """Which cells every rule, right or wrong, makes the same of the student's own values.

    Of the wrong rules that show on the true values; where none does, a 0 shows nothing.
    """
    expected = _row(own.expected[step.name], step)
    truth, values = own.variant.truth, {**own.variant.values, **own.variant.truth}
    could, shows = np.zeros((2, len(expected)), np.bool_)
    with np.errstate(all="ignore"):
        for wrong in step.wrong:
            apart = ~(np.abs(_row(wrong.rule(values), step) - _row(truth[step.name], step)) <= GAP)
            could |= apart
            off = np.abs(_row(wrong.rule(own.values), step) - expected)
            shows |= apart & ~(off <= GAP)
    return [bool(flag) for flag in np.where(could, ~shows, expected == 0)]


def _row(value: Value, step: Step) -> Value:
    return np.broadcast_to(value, (1, *step.shape)).ravel()
