"""Who a simulated student is, and what they leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from grader.students.habits import Habit

GUESSES = ("sheet", "random")
"""A guesser takes numbers printed on the sheet, or any numbers of a likely size."""
COPIES = ("givens", "zeros")
"""A copier writes down the givens one after the other, or 0 everywhere."""

Box = Literal["right", "slip", "misconception", "blank", "guess"]
"""How a cell came about."""


@dataclass(frozen=True)
class Student:
    """``misconceptions``: ids, held wherever they can be made, or ``ID@STEP`` for one step only.

    ``slips``: ``KIND@STEP``; ``blanks``: steps left out. ``fill`` is one of ``GUESSES`` or
    ``COPIES`` for a student who does not work at all. ``seed`` settles what is left open.
    """

    misconceptions: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    habit: Habit = field(default_factory=Habit)
    blanks: tuple[str, ...] = ()
    fill: str | None = None
    seed: int = 0


@dataclass(frozen=True)
class Simulated:
    """``answers`` as typed; ``applied``: what was done where, and only where it changed a box.

    ``boxes`` says of every cell of the steps asked how it came about; ``clear`` holds the
    misconceptions that changed a cell by more than rounding could.
    """

    answers: dict[str, Any]
    applied: tuple[dict[str, str], ...]
    boxes: Mapping[str, tuple[Box, ...]]
    clear: frozenset[str] = frozenset()

    def did(self, kind: str) -> frozenset[str]:
        """Ids of the misconceptions, slips, guesses or copies that changed a box."""
        return frozenset(one["id"] for one in self.applied if one["kind"] == kind)
