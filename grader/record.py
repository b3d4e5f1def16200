"""A marking packed for storage: a score, one character per step, and what is not evident.

About a hundred bytes for a typical submission. The texts of the feedback are not stored: they are
written again from the verdicts when somebody reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exercises.variant import Variant
from grader.answers import read_answers
from grader.findings import Finding
from grader.marked import Marking
from grader.step_marking import StepMarking
from grader.verdicts import LETTER, VERDICT_OF
from grader.version import VERSION


@dataclass(frozen=True)
class Record:
    """``verdicts``: one letter per step asked. ``detail``: JSON, sparse.

    Its ``steps`` hold, for each step that is not simply correct, the letters of its cells, the
    cause and the credit; its ``findings`` the diagnosis; ``credit`` that of simply correct steps
    that are worth other than one point.
    """

    score: float
    max: float
    verdicts: str
    detail: dict[str, Any]
    grader: str = VERSION


def pack(marking: Marking) -> Record:
    """The record of a marking."""
    steps = {
        step.name: [_letters(step), step.cause, step.credit]
        for step in marking.steps
        if step.verdict != "correct" or step.credit != 1
    }
    findings = [[f.id, list(f.steps), f.is_slip] for f in marking.diagnosis]
    detail = {"steps": steps, "findings": findings} if steps or findings else {}
    verdicts = "".join(LETTER[step.verdict] for step in marking.steps)
    return Record(marking.score, marking.max, verdicts, detail, marking.grader)


def _letters(step: StepMarking) -> str:
    return "".join(LETTER[verdict] for verdict in step.cells)


def unpack(variant: Variant, answers: Mapping[str, object], record: Record) -> Marking:
    """The marking that was packed, for the variant and answers that it was made of."""
    typed = read_answers(variant.sheet, answers)
    details = record.detail.get("steps", {})
    steps = []
    for letter, (name, place) in zip(record.verdicts, typed.places.items(), strict=True):
        letters, cause, credit = details.get(name, (letter * (place.stop - place.start), None, 1.0))
        cells = tuple(VERDICT_OF[cell] for cell in letters)
        steps.append(StepMarking(name, VERDICT_OF[letter], cells, credit, cause))
    findings = tuple(
        Finding(id, tuple(names), slip) for id, names, slip in record.detail.get("findings", ())
    )
    return Marking(variant, typed, tuple(steps), record.score, record.max, findings, record.grader)
