"""The ladder of hints for one step: first in words, then the rule, then the rule with numbers.

A step that is marked as not right yet has the grader's messages as its ladder; any other step has
the engine's. Rungs are sent one by one, when asked for: what is not asked for never reaches the
browser.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exercises.solving import worked
from exercises.variant import Variant
from server.pages.errors import BadForm
from server.pages.sheet import Row

HIGHEST = 3


@dataclass(frozen=True)
class Opened:
    """Which step's ladder is open, and up to which rung."""

    number: int
    level: int


@dataclass(frozen=True)
class Rung:
    """One hint: sentences, or formulas in LaTeX."""

    lines: tuple[str, ...]
    formula: bool = False


@dataclass(frozen=True)
class Ladder:
    """The rungs opened so far, and whether there are more."""

    rungs: tuple[Rung, ...]
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
    rungs = _said(row) if row.messages and not row.settled else _worked(variant, row, answers)
    return Ladder(rungs[:level], level < len(rungs))


def _said(row: Row) -> tuple[Rung, ...]:
    return tuple(Rung((message,)) for message in row.messages)


def _worked(variant: Variant, row: Row, answers: Mapping[str, Any]) -> tuple[Rung, ...]:
    solution = worked(variant, row.name, answers)
    return (
        Rung((solution.rule,)),
        Rung((solution.formula,), formula=True),
        Rung(tuple(solution.lines), formula=True),
    )
