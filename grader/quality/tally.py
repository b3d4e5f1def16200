"""Counts that add up over students, variants and processes."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

MOST_EXAMPLES = 5


@dataclass(frozen=True)
class Tally:
    """What was seen of some students of one kind.

    ``exact``: students whose errors were named, no more and no less; ``misnamed``: students with a
    named misconception that they do not have; ``right``: boxes that were right, ``blamed``: those
    of them marked wrong; ``unfair``: sum of the differences between the share awarded and the share
    deserved; ``unearned``: sum of the shares awarded above what is truly right, ``worst``: the
    greatest of them; ``slips`` made and ``slips_named``. ``examples``: a few misses in words.
    """

    students: int = 0
    exact: int = 0
    misnamed: int = 0
    right: int = 0
    blamed: int = 0
    unfair: float = 0.0
    unearned: float = 0.0
    worst: float = 0.0
    slips: int = 0
    slips_named: int = 0
    examples: tuple[dict[str, Any], ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        summed = {
            field.name: getattr(self, field.name) + getattr(other, field.name)
            for field in fields(self)
        }
        summed["worst"] = max(self.worst, other.worst)
        summed["examples"] = summed["examples"][:MOST_EXAMPLES]
        return Tally(**summed)


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    return sum(tallies, Tally())
