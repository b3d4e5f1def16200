"""What a student is suspected of: every misconception that would explain a wrong step.

More than the diagnosis names: where two would explain the same number, both are suspected, and the
next exercise is chosen to tell them apart.
"""

import numpy as np

from exercises.steps import Step
from grader.marked import Marking
from grader.verdicts import WRONG


def suspects(marking: Marking) -> frozenset[str]:
    """Ids of the named misconceptions, and of all that give a wrong step's number by themselves."""
    by_name = marking.variant.sheet.by_name
    found = {finding.id for finding in marking.diagnosis if not finding.is_slip}
    for step in marking.steps:
        wrong = [i for i, verdict in enumerate(step.cells) if verdict in WRONG]
        if wrong:
            found |= _giving(marking, by_name[step.name], wrong)
    return frozenset(found)


def _giving(marking: Marking, step: Step, cells: list[int]) -> set[str]:
    """The misconceptions whose rule gives these cells of a step, from the student's own values."""
    typed = marking.own.answers.pins[step.name].ravel()[cells]
    near = 2 * marking.own.half(step)[cells]
    found = set()
    with np.errstate(all="ignore"):
        for wrong in step.wrong:
            value = np.broadcast_to(wrong.rule(marking.own.values), (1, *step.shape))
            if np.all(np.abs(value.ravel()[cells] - typed) <= near):
                found.add(wrong.misconception)
    return found
