"""Compares what marking says of a student with what the student did.

The definitions stand in ``docs/quality.md``.
"""

from collections.abc import Collection, Iterable
from typing import Any

import numpy as np

from exercises.ops import all_misconceptions
from exercises.screening import GAP
from exercises.variant import Variant
from grader.marked import Marking
from grader.own import Own
from grader.quality.cells import Cell
from grader.quality.deserving import deserved, holds_truth
from grader.quality.tally import Tally
from grader.slips import BY_ID
from grader.step_marking import StepMarking
from grader.students import Simulated, Student
from grader.verdicts import Verdict

Pairs = frozenset[tuple[str, str]]

BLAMES: frozenset[Verdict] = frozenset(
    {"misconception", "slip", "wrong", "undefined", "unreadable"}
)


def compare(
    cell: Cell, variant: Variant, student: Student, made: Simulated, marking: Marking
) -> Tally:
    """The tally of one student of a kind. ``variant`` holds the whole library."""
    named = {finding.id for finding in marking.diagnosis if not finding.is_slip}
    alike = _alike(variant)
    likenesses = slips_alike(made, marking) - made.did("misconception")
    exact = is_exact(named - likenesses, made, alike)
    misnamed = wrongly_named(named, student, made, alike)
    right, blamed = boxes(made, marking)
    slips = {one["step"]: one["id"] for one in made.applied if one["kind"] == "slip"}
    found = {name: f.id for f in marking.diagnosis if f.is_slip for name in f.steps}
    missed = blamed or (cell.diagnosed and (misnamed or not (exact or cell.left_out)))
    unearned = max(0.0, awarded(marking) - truly_right(variant, marking))
    return Tally(
        students=1,
        exact=exact,
        misnamed=misnamed,
        right=right,
        blamed=blamed,
        unfair=unfair(variant, made, marking, likenesses),
        unearned=unearned,
        worst=unearned,
        slips=len(slips),
        slips_named=sum(found.get(step) == id for step, id in slips.items()),
        examples=(_example(variant, student, made, marking),) if missed else (),
    )


def _alike(variant: Variant) -> Pairs:
    """Pairs that the whole sheet cannot tell apart, both ways round."""
    pairs = variant.certificate.coincide
    return frozenset([*pairs, *((b, a) for a, b in pairs)])


def _canonical(ids: Iterable[str]) -> set[str]:
    """Entries declared the same rule under one id."""
    library = all_misconceptions()
    return {library[id].same_as or id for id in ids}


def is_exact(named: Collection[str], made: Simulated, alike: Pairs) -> bool:
    """Whether the named set is the set of misconceptions that changed a box.

    Either of two that the sheet cannot tell apart may stand for the other, or neither be named;
    one that changed boxes by no more than rounding could may be named or not.
    """
    named, did, clear = (_canonical(ids) for ids in (named, made.did("misconception"), made.clear))
    twins = {a for a, _ in alike}
    stands_for = {id: {id} | {b for a, b in alike if a == id} for id in did}
    missing = [id for id in clear if id not in twins and not stands_for[id] & named]
    return len(named) <= len(did) and not missing and named <= set().union(*stands_for.values())


def slips_alike(made: Simulated, marking: Marking) -> set[str]:
    """Named misconceptions that are a slip by another name.

    The student slipped in the one box that each explains, and the wrong rule gives what the slip
    left there: nothing on the sheet can tell the two apart.
    """
    slips = {one["step"] for one in made.applied if one["kind"] == "slip"}
    found = [f for f in marking.diagnosis if not f.is_slip and slips.issuperset(f.steps)]
    return {f.id for f in found if len(f.steps) == 1 and _gives(f.id, f.steps[0], marking)}


def _gives(id: str, name: str, marking: Marking) -> bool:
    """Whether some form of a misconception gives what the student typed in a step."""
    own = marking.own
    forms = marking.variant.sheet.forms.get(id, {}).values()
    with np.errstate(all="ignore"):
        return any(
            bool(np.all(np.abs(rules[name](own.values) - own.values[name]) <= GAP))
            for rules in forms
            if name in rules
        )


def wrongly_named(named: Collection[str], student: Student, made: Simulated, alike: Pairs) -> bool:
    """Whether a misconception is named that the student does not have."""
    held = _canonical(
        [*(text.partition("@")[0] for text in student.misconceptions), *made.did("misconception")]
    )
    allowed = held | {b for a, b in alike if a in held}
    return not _canonical(named) <= allowed


def boxes(made: Simulated, marking: Marking) -> tuple[int, int]:
    """How many cells were right, and how many of these are marked wrong."""
    right = blamed = 0
    for step in marking.steps:
        for box, verdict in zip(made.boxes[step.name], step.cells, strict=True):
            if box == "right":
                right += 1
                blamed += _blames(step, verdict)
    return right, blamed


def _blames(step: StepMarking, verdict: Verdict) -> bool:
    """Whether a verdict calls a cell wrong; what is only rounded too early has full credit."""
    free = step.cause in BY_ID and BY_ID[step.cause].free
    return verdict in BLAMES and not (verdict == "slip" and free)


def awarded(marking: Marking) -> float:
    """The share of the points that was awarded."""
    return marking.score / marking.max if marking.max else 0.0


def unfair(variant: Variant, made: Simulated, marking: Marking, alike: Collection[str]) -> float:
    """How far the share awarded is from that deserved.

    A slip that left what a misconception of ``alike`` would have left deserves what either does.
    """
    steps = {name for f in marking.diagnosis if f.id in alike for name in f.steps}
    readings = [deserved(variant, made), deserved(variant, made, worthless=steps)]
    return min(abs(awarded(marking) - share) for share in readings)


def truly_right(variant: Variant, marking: Marking) -> float:
    """The share of the points of cells that hold the true value."""
    own, asked = Own(variant, marking.answers), variant.sheet.asked
    earned = sum(step.points * float(np.mean(holds_truth(own, step))) for step in asked)
    return earned / sum(step.points for step in asked)


def _example(
    variant: Variant, student: Student, made: Simulated, marking: Marking
) -> dict[str, Any]:
    """A miss in words: what is needed to do it again, what was done, what was said."""
    return {
        "seed": variant.seed,
        "misconceptions": list(student.misconceptions),
        "slips": list(student.slips),
        "habit": [student.habit.digits, student.habit.significant, student.habit.carry],
        "student": student.seed,
        "applied": [f"{one['id']}@{one['step']}" for one in made.applied],
        "found": [f"{f.id}@{','.join(f.steps)}" for f in marking.diagnosis],
        "blamed": [
            f"{step.name}:{verdict}"
            for step in marking.steps
            for box, verdict in zip(made.boxes[step.name], step.cells, strict=True)
            if box == "right" and _blames(step, verdict)
        ],
    }
