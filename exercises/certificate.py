"""What the numbers of a variant can show, worked out once when it is drawn."""

import re
from collections.abc import Mapping

from exercises.likeness import alike, looks
from exercises.screening import discriminate
from exercises.sheet import Sheet
from exercises.steps import Step
from exercises.values import Value, cells
from exercises.variant import Certificate

SECONDS = {r"\cdot": 20, " + ": 8, " - ": 8, "^": 20, "e^": 15, "tanh": 15}
"""Time model for pen and paper by what stands in a worked line; to be calibrated from logs."""
SECONDS_TO_TYPE = 6


def certify(sheet: Sheet, values: Mapping[str, Value]) -> Certificate:
    """The certificate for values with one row."""
    found = discriminate(sheet, values, 1)
    shown = looks(sheet, values)
    return Certificate(
        visible=tuple(sorted({look.id for look in shown})),
        coincide=alike(shown, _negating(sheet)),
        distinct=round(float(found.distinct[0]) / found.pairs, 3) if found.pairs else 1.0,
        effort_minutes=max(1, round(_effort(sheet, values) / 60)),
    )


def _negating(sheet: Sheet) -> set[str]:
    return {wrong.misconception for step in sheet.steps for wrong in step.wrong if wrong.negates}


def _effort(sheet: Sheet, values: Mapping[str, Value]) -> float:
    return sum(_seconds(step, values) for step in sheet.asked)


def _seconds(step: Step, values: Mapping[str, Value]) -> float:
    tokens = step.tokens(values)
    lines = [step.way.line(index, tokens) for index in cells(step.shape)]
    work = sum(
        seconds * len(re.findall(re.escape(sign), line))
        for line in lines
        for sign, seconds in SECONDS.items()
    )
    return work + SECONDS_TO_TYPE * len(lines)
