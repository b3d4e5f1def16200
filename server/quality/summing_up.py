"""Sums a result up gate by gate: the worst figure, where, and what is missed."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from grader.quality.gates import GATES, Gate

Result = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One figure of one level."""

    gate: Gate
    family: str
    level: str
    figure: float

    @property
    def met(self) -> bool:
        """Whether it is good enough."""
        return self.gate.met(self.figure)

    @property
    def where(self) -> str:
        """Family and level in words."""
        return f"{self.family}, {self.level}" if self.level else self.family


@dataclass(frozen=True)
class Summary:
    """All figures of one gate: the worst, the median, and how many are met."""

    gate: Gate
    lines: tuple[Line, ...]

    @property
    def worst(self) -> Line:
        """The line furthest from the goal."""
        pick = max if self.gate.at_most else min
        return pick(self.lines, key=lambda line: line.figure)

    @property
    def median(self) -> float:
        """The figure in the middle."""
        return median(line.figure for line in self.lines)

    @property
    def missed(self) -> tuple[Line, ...]:
        """The lines that are not good enough."""
        return tuple(line for line in self.lines if not line.met)


def summaries(result: Result) -> list[Summary]:
    """One for every gate that something was measured of."""
    found = []
    for gate in GATES:
        lines = tuple(
            Line(gate, level["family"], level["level"], level["figures"][gate.name])
            for level in result["levels"]
            if gate.name in level["figures"]
        )
        if lines:
            found.append(Summary(gate, lines))
    return found


def written(gate: Gate, figure: float) -> str:
    """A figure as it is shown."""
    if gate.unit == "%":
        return f"{100 * figure:.4g} %"
    return f"{figure:.4g} {gate.unit}".strip()


def goal(gate: Gate) -> str:
    """The goal as it is shown."""
    if not gate.goal:
        return "0"
    return f"{'≤' if gate.at_most else '≥'} {written(gate, gate.goal)}"
