"""Solutions and hints, derived from the same steps as everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exercises.errors import BadVariant
from exercises.steps import Step
from exercises.tex import number
from exercises.values import Value, as_lists, cells
from exercises.variant import Variant


@dataclass(frozen=True)
class Worked:
    """One step worked out: the rule in words, its formula, and one LaTeX line for each cell."""

    step: str
    rule: str
    formula: str
    lines: tuple[str, ...]


def solve(variant: Variant) -> dict[str, Any]:
    """The true value of every step, asked or not: a number or nested lists of numbers."""
    return {step.name: as_lists(variant.truth[step.name]) for step in variant.sheet.steps}


def worked(variant: Variant, name: str, values: Mapping[str, Value] | None = None) -> Worked:
    """A step worked out with the true values, or with a student's own, arrays ``(1, *shape)``.

    Raises BadVariant if the variant has no such step.
    """
    step = _step(variant, name)
    own = {**variant.truth, **(values or {})}
    result = step.rule(own)
    lines = [
        _with_result(line, number(float(result[(0, *index)])))
        for index, line in zip(cells(step.shape), step.lines(own), strict=True)
    ]
    return Worked(name, step.words, step.formula, tuple(lines))


def solution(variant: Variant) -> tuple[Worked, ...]:
    """The worked solution of the whole sheet."""
    return tuple(worked(variant, step.name) for step in variant.sheet.steps)


def hint(variant: Variant, name: str, level: int, values: Mapping[str, Value] | None = None) -> str:
    r"""Help before an answer: 1 which rule, 2 its formula, 3 the formula with the numbers in it.

    ``values`` are the student's own earlier values, arrays ``(1, *shape)``; formulas stand between
    ``\(`` and ``\)``. Never the result. Raises BadVariant if there is no such step.
    """
    step = _step(variant, name)
    if level <= 1:
        return step.words
    if level == 2:
        return rf"\({step.formula}\)"
    own = {**variant.truth, **(values or {})}
    return "; ".join(rf"\({line} = \dots\)" for line in step.lines(own))


def _with_result(line: str, result: str) -> str:
    """The line and what it comes to, unless it says so already."""
    return line if line.endswith(f" = {result}") else f"{line} = {result}"


def _step(variant: Variant, name: str) -> Step:
    step = variant.sheet.by_name.get(name)
    if step is None:
        raise BadVariant(f"The exercise has no step called {name[:40]!r}.")
    return step
