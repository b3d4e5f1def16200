"""What the numbers of a variant can show, worked out once when it is drawn."""

import re
from collections.abc import Mapping
from itertools import combinations

import numpy as np

from exercises.screening import GAP, discriminate, patterns
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
    shown = patterns(sheet, values)
    visible = sorted(id for id, flags in found.seen.items() if flags[0])
    return Certificate(
        visible=tuple(visible),
        coincide=tuple(pair for pair in combinations(visible, 2) if _alike(*pair, shown)),
        distinct=round(float(found.distinct[0]) / found.pairs, 3) if found.pairs else 1.0,
        effort_minutes=max(1, round(_effort(sheet, values) / 60)),
    )


def _alike(first: str, second: str, shown: Mapping[str, list[Value]]) -> bool:
    """Whether some form of one looks like some form of the other on the whole sheet."""
    return any(bool(np.all(np.abs(a - b) <= GAP)) for a in shown[first] for b in shown[second])


def _effort(sheet: Sheet, values: Mapping[str, Value]) -> float:
    return sum(_seconds(step, values) for step in sheet.asked)


def _seconds(step: Step, values: Mapping[str, Value]) -> float:
    tokens = step.tokens(values)
    lines = [step.rule.line(index, tokens) for index in cells(step.shape)]
    work = sum(
        seconds * len(re.findall(re.escape(sign), line))
        for line in lines
        for sign, seconds in SECONDS.items()
    )
    return work + SECONDS_TO_TYPE * len(lines)
