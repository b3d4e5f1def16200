"""Points. What cannot be judged is neither credited nor blamed."""

from collections.abc import Collection, Sequence

from exercises.steps import Step
from grader.policy import Policy
from grader.slips import BY_ID
from grader.step_marking import StepMarking
from grader.verdicts import Verdict, summed_up

MOSTLY_RIGHT = 2 / 3
"""Trivial cells leave the maximum only for a student who earned this share of the others, and no
more points than were earned.

Without that, whoever types 0 everywhere would be measured on the few steps where 0 is judged. Where
they come of errors that are understood, they leave it in any case.
"""


SMALLEST = 1e-6
"""A maximum below this is nothing."""


def step_marking(
    step: Step, cells: tuple[Verdict, ...], cause: str | None, policy: Policy
) -> StepMarking:
    """The marking of one step: the worst verdict of its cells, and the points of all of them."""
    share = sum(_share(verdict, cause, policy) for verdict in cells) / len(cells)
    credit = round(share * points(step, policy), 4)
    return StepMarking(step.name, summed_up(cells), cells, credit, cause)


def points(step: Step, policy: Policy) -> float:
    """What a right value of a step is worth."""
    return float(policy.points.get(step.name, step.points))


def _share(verdict: Verdict, cause: str | None, policy: Policy) -> float:
    if verdict == "correct":
        return 1.0
    if verdict == "follows":
        return policy.follows
    if verdict == "slip":
        slip = BY_ID.get(cause or "")
        return 1.0 if slip is not None and slip.free else policy.slip
    return 0.0


def total(
    steps: Sequence[Step],
    marked: Sequence[StepMarking],
    policy: Policy,
    excused: Collection[str] = (),
) -> tuple[float, float]:
    """Score and maximum; ``excused``: steps whose trivial cells come of errors understood."""
    score = sum(step.credit for step in marked)
    full = sum(points(step, policy) for step in steps)
    trivial = {
        m.name: points(step, policy) * m.cells.count("trivial") / len(m.cells)
        for step, m in zip(steps, marked, strict=True)
    }
    leaves = sum(worth for name, worth in trivial.items() if name in excused)
    doubtful = sum(trivial.values()) - leaves
    if score >= MOSTLY_RIGHT * (full - leaves - doubtful):
        leaves += min(doubtful, score)
    # Whoever has nothing but trivial cells is measured on all of them.
    maximum = full - leaves if full - leaves > SMALLEST else full
    return round(score, 2), round(maximum, 2)
