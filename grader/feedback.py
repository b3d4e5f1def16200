"""What the student is told: three levels for each step, from the kind of error to a worked line.

Level 1 names the kind of error and holds no number and no formula; level 2 states the rule; level
3 is the rule with the student's own numbers in it, without the result.
"""

from typing import Any

import numpy as np

from exercises.hints import in_numbers
from exercises.ops import all_misconceptions
from exercises.steps import Step
from exercises.values import cells
from grader.answers import Answers
from grader.errors import Unreadable
from grader.numbers import Number
from grader.own import Own
from grader.slips import BY_ID, COPIED
from grader.step_marking import StepMarking

PLAIN = {
    "correct": "Correct.",
    "follows": "Follows from your earlier value: the right method, with the value that you had.",
    "wrong": "Not yet. I can see where, not why: this does not follow from your values before it.",
    "trivial": "With your earlier values this step comes out the same whatever one does, so it is "
    "neither credited nor blamed.",
    "undefined": "From your earlier value this step cannot be worked out. Look at that one first.",
    "unreadable": "This is not a number that I can read. Forms such as 0.4, -0.08, 2/5 or 4e-1 are "
    "fine.",
    "blank": "Not answered.",
}


def messages(step: Step, marking: StepMarking, own: Own) -> tuple[str, str, str]:
    """The three levels for one step; empty texts where there is nothing to say."""
    if marking.verdict == "correct":
        return (PLAIN["correct"], "", "")
    if marking.verdict == "unreadable":
        return (_unreadable(step, own.answers), "", "")
    if marking.verdict in ("blank", "follows", "trivial"):
        return (PLAIN[marking.verdict], step.words if marking.verdict == "blank" else "", "")
    first, second = _cause(marking) or (PLAIN[marking.verdict], step.words)
    return (first, second, worked_lines(step, marking, own))


def _unreadable(step: Step, answers: Answers) -> str:
    return next(str(cell) for cell in answers.of(step) if isinstance(cell, Unreadable))


def cause_name(id: str) -> str:
    """The name of a misconception or slip."""
    if id in BY_ID:
        return BY_ID[id].name
    return COPIED[id][0] if id in COPIED else all_misconceptions()[id].name


def _cause(marking: StepMarking) -> tuple[str, str] | None:
    """The first two levels for a known cause. A name is a hypothesis: "this looks like"."""
    id = marking.cause
    if id is None:
        return None
    if id in BY_ID:
        return BY_ID[id].messages
    if id in COPIED:
        return COPIED[id][1:]
    entry = all_misconceptions()[id]
    return (f"This looks like: {entry.name}. {entry.messages[0]}", entry.messages[1])


def worked_lines(step: Step, marking: StepMarking, own: Own) -> str:
    """The right rule with the student's own numbers, cell by cell, without the result."""
    off = ("misconception", "slip", "wrong")
    wrong = [i for i, v in zip(cells(step.shape), marking.cells, strict=True) if v in off]
    return in_numbers(own.variant.sheet, step, own.values, wrong) if wrong else ""


def step_json(step: Step, marking: StepMarking, own: Own) -> dict[str, Any]:
    """One step of a marking in the form of the contract."""
    levels = messages(step, marking, own)
    found = {
        "name": step.name,
        "verdict": marking.verdict,
        "cells": _shaped(list(marking.cells), step),
        "misconception": marking.cause,
        "credit": marking.credit,
        "message": levels[0],
        "messages": list(levels),
        "read": _shaped([_read(cell) for cell in own.answers.of(step)], step),
    }
    notes = [str(cell) if isinstance(cell, Unreadable) else None for cell in own.answers.of(step)]
    if any(notes):
        found["notes"] = _shaped(notes, step)
    return found


def _read(cell: object) -> float | None:
    return cell.value if isinstance(cell, Number) else None


def _shaped(items: list[Any], step: Step) -> Any:
    """A list of cells in the shape of the step; a scalar by itself."""
    if not step.shape:
        return items[0]
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array.reshape(step.shape).tolist()
