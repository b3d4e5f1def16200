"""Answers as typed, read into numbers cell by cell and laid out like the sheet.

All cells of all asked steps lie in one row, in the order of the sheet, so that a whole submission
is compared with the truth at once.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from exercises.sheet import Sheet
from exercises.steps import Step
from exercises.values import Shape, Value
from grader.errors import BadAnswers, Unreadable
from grader.numbers import Number, read_cell

EXACT = 99
"""Stands for the number of decimals of a fraction or calculation: it has no last digit."""


@dataclass(frozen=True)
class Answers:
    """The cells of a submission: for each a Number, None if blank, or why it cannot be read."""

    sheet: Sheet
    cells: tuple[Number | Unreadable | None, ...]

    @cached_property
    def values(self) -> Value:
        """All cells in one row; NaN where there is no number."""
        nan = float("nan")
        return np.array([c.value if isinstance(c, Number) else nan for c in self.cells])

    @cached_property
    def decimals(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Decimals typed in each cell."""
        return np.array([_decimals(cell) for cell in self.cells])

    @property
    def places(self) -> dict[str, slice]:
        """Where the cells of each step lie."""
        return self.sheet.places

    @cached_property
    def pins(self) -> dict[str, Value]:
        """The student's own values as arrays ``(1, *shape)``, NaN where there is no number."""
        values = self.values
        return {
            step.name: values[self.places[step.name]].reshape((1, *step.shape))
            for step in self.sheet.asked
        }

    def of(self, step: Step) -> tuple[Number | Unreadable | None, ...]:
        """The cells of one step."""
        return self.cells[self.places[step.name]]


def read_answers(sheet: Sheet, answers: object) -> Answers:
    """Read a submission. A bad cell is kept as such; raises BadAnswers for a wrong form."""
    if not isinstance(answers, Mapping):
        raise BadAnswers("Answers must be a JSON object: step name to text or lists of texts.")
    _check_names(sheet, answers)
    cells: list[Number | Unreadable | None] = []
    for step in sheet.asked:
        cells.extend(_read(text) for text in _texts(step, answers.get(step.name)))
    return Answers(sheet, tuple(cells))


def _check_names(sheet: Sheet, answers: Mapping[Any, object]) -> None:
    for name in answers:
        step = sheet.by_name.get(name) if isinstance(name, str) else None
        if step is None or not step.asked:
            raise BadAnswers(f"The exercise does not ask for a step called {str(name)[:40]!r}.")


def _texts(step: Step, answer: object) -> Sequence[object]:
    """The cells of one answer in reading order; checks that it has the shape of the step."""
    if answer is None:
        return (None,) * math.prod(step.shape)
    found = _cells(step, answer, step.shape)
    if any(isinstance(cell, list | tuple | Mapping) for cell in found):
        raise _misshapen(step)
    return found


def _cells(step: Step, answer: object, shape: Shape) -> Sequence[object]:
    if not shape:
        return (answer,)
    if not isinstance(answer, list | tuple) or len(answer) != shape[0]:
        raise _misshapen(step)
    if len(shape) == 1:
        return answer
    return [cell for part in answer for cell in _cells(step, part, shape[1:])]


def _misshapen(step: Step) -> BadAnswers:
    if not step.shape:
        return BadAnswers(f"{step.name} is one number, not a list.")
    size = " by ".join(map(str, step.shape))
    what = "list of numbers" if len(step.shape) == 1 else "list of rows"
    return BadAnswers(f"{step.name} must be a {what} of size {size}.")


def _read(cell: object) -> Number | Unreadable | None:
    try:
        return read_cell(cell)
    except Unreadable as error:
        return error


def _decimals(cell: Number | Unreadable | None) -> int:
    if not isinstance(cell, Number):
        return 0
    return EXACT if cell.decimals is None else cell.decimals
