"""What is said of one step."""

from dataclasses import dataclass

from grader.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class StepMarking:
    """``cells`` are verdicts in reading order; ``cause`` is the id of what went wrong, if known.

    ``credit`` is in points.
    """

    name: str
    verdict: Verdict
    cells: tuple[Verdict, ...]
    credit: float
    cause: str | None = None
