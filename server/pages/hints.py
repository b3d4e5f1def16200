"""The ladder of hints for one step: first in words, then the rule, then the rule with numbers.

A step with a mistake has the grader's further messages as its ladder; any other step has the
engine's. Rungs are sent one by one, when asked for: what is not asked for never reaches the
browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from exercises.hints import hint
from exercises.solving import sources
from exercises.tex import symbol
from exercises.variant import Variant
from grader.answers import read_answers
from server.pages.errors import BadForm
from server.pages.sheet import Row


@dataclass(frozen=True)
class Opened:
    """Which step's ladder is open, and up to which rung."""

    number: int
    level: int


@dataclass(frozen=True)
class Ladder:
    """The rungs opened so far, in prose with LaTeX, and whether there are more."""

    rungs: tuple[str, ...]
    more: bool


def opened(text: str) -> Opened | None:
    """Reads "7.2": step 7, up to rung 2. An empty text opens nothing; raises `BadForm`."""
    if not text:
        return None
    number, _, level = text.partition(".")
    if not (number.isascii() and number.isdigit() and level in ("1", "2", "3")):
        raise BadForm("There is no such hint.")
    return Opened(int(number[:6]), int(level))


def ladder(variant: Variant, row: Row, answers: Mapping[str, Any], level: int) -> Ladder:
    """The rungs of a row up to a level."""
    rungs = row.reasons or _general(variant, row, answers)
    return Ladder(rungs[:level], level < len(rungs))


def _general(variant: Variant, row: Row, answers: Mapping[str, Any]) -> tuple[str, ...]:
    words, rule = (hint(variant, row.name, level) for level in (1, 2))
    return (words, rule, _with_numbers(variant, row.name, answers))


def _with_numbers(variant: Variant, name: str, answers: Mapping[str, Any]) -> str:
    """The rule with the student's own numbers; which ones are missing, if any are."""
    sheet = variant.sheet
    own = read_answers(sheet, answers).pins
    missing = [n for n in sources(sheet, sheet.by_name[name]) if np.isnan(own[n]).any()]
    if missing:
        # With the true value in its place, the hint would give away an earlier step.
        return "First work out " + ", ".join(rf"\({symbol(name)}\)" for name in missing) + "."
    return hint(variant, name, 3, own)
