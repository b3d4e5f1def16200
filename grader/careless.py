"""Slips that could have made a wrong cell, on the value that would have followed."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from exercises.steps import Step
from grader.exchanges import exchanges
from grader.judging import Cells
from grader.own import Own
from grader.rounding import ENOUGH
from grader.slips import SLIPS

INDEX, NEIGHBOUR = ("Z_INDEX", 1.3), ("Z_NEIGHBOUR", 1.5)
Costs = dict[str, float]
"""What each slip that explains a cell costs."""


@dataclass
class Careless:
    """The slips of one submission, looked up when asked for; ``wrong``: its wrong cells."""

    own: Own
    wrong: dict[str, Cells]
    _cells: dict[tuple[str, int], Costs] = field(default_factory=dict)

    def of(self, name: str, i: int) -> Costs:
        """Slips that explain one cell of a step."""
        if (name, i) not in self._cells:
            self._cells[name, i] = self._find(self.own.variant.sheet.by_name[name], i)
        return self._cells[name, i]

    @cached_property
    def _exchanges(self) -> dict[str, Costs]:
        return exchanges(self.own, self.wrong)

    def _find(self, step: Step, i: int) -> Costs:
        found = dict(self._exchanges.get(step.name, {}))
        found |= self._single(step, i)
        found |= self._copied(step, i)
        return found

    def _single(self, step: Step, i: int) -> Costs:
        """On what follows, and on the true value where that follows up to rounding."""
        expected = np.broadcast_to(self.own.expected[step.name], (1, *step.shape)).ravel()
        truth = np.broadcast_to(self.own.variant.truth[step.name], (1, *step.shape)).ravel()
        off = np.abs(truth - expected)
        found = self.from_value(step, i, float(expected[i]))
        if 0 < off[i] <= self.own.reach_of(step).max():
            found = self.from_value(step, i, float(truth[i])) | found
        return found

    def from_value(self, step: Step, i: int, value: float) -> Costs:
        """Slips that make of a value what is typed in a cell.

        Only a number with fewer decimals than usual was rounded early.
        """
        typed = float(self.own.answers.pins[step.name].flat[i])
        decimals = min(step.decimals, max(self.own.rounding.decimals, ENOUGH))
        if not 1.02 * 10.0**-decimals < abs(value) < np.inf:
            return {}
        place = self.own.answers.places[step.name].start + i
        short = bool(self.own.answers.decimals[place] < decimals)
        return {
            slip.id: slip.cost
            for slip in SLIPS
            if (short or slip.id != "Z_ROUND_EARLY") and slip.explains(typed, value, decimals)
        }

    def _copied(self, step: Step, i: int) -> Costs:
        """A neighbouring value, or the mirrored cell of a matrix."""
        typed = float(self.own.answers.pins[step.name].flat[i])
        half = 1.02 * float(self.own.half(step)[i])
        places = ((self._mirrored(step, i), INDEX), (self._neighbours(step, i), NEIGHBOUR))
        return dict(
            slip for values, slip in places if any(abs(typed - value) <= half for value in values)
        )

    def _mirrored(self, step: Step, i: int) -> list[float]:
        if len(step.shape) != 2 or step.shape[0] != step.shape[1]:
            return []
        row, column = divmod(i, step.shape[1])
        value = float(self.own.expected[step.name][0, column, row])
        return [value] if row != column and value != 0 else []

    def _neighbours(self, step: Step, i: int) -> list[float]:
        """Values in the fields just before and after, other than the step's own inputs."""
        start = self.own.answers.places[step.name].start + i
        row = self.own.answers.values
        near = [float(row[k]) for k in (start - 1, start + 1) if 0 <= k < len(row)]
        inputs = {float(v) for name in step.rule.inputs for v in self.own.values[name].ravel()}
        return [value for value in near if value not in inputs and value != 0]
