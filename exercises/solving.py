"""Solutions and hints, derived from the same steps as everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from exercises.errors import BadVariant
from exercises.steps import Step
from exercises.tex import number
from exercises.values import Value, as_lists, cells
from exercises.variant import Variant

NEAR = 0.001
"""A student's value nearer to the true one than this only rounds it."""


@dataclass(frozen=True)
class Worked:
    """One step worked out: the rule in words, its formula, and one LaTeX line for each cell.

    ``own`` are the same lines from a student's own earlier values, where these differ from the
    true ones, and ``source`` names those values.
    """

    step: str
    rule: str
    formula: str
    lines: tuple[str, ...]
    source: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


def solve(variant: Variant) -> dict[str, Any]:
    """The true value of every step, asked or not: a number or nested lists of numbers."""
    return {step.name: as_lists(variant.truth[step.name]) for step in variant.sheet.steps}


def worked(variant: Variant, name: str, values: Mapping[str, Value] | None = None) -> Worked:
    """A step worked out with the true values; beside it with a student's own where they differ.

    ``values`` are arrays ``(1, *shape)``, NaN where the student has no number. Raises BadVariant
    if the variant has no such step.
    """
    step = _step(variant, name)
    own = _own(variant, values or {})
    source = tuple(
        name
        for name in dict.fromkeys(step.rule.inputs)
        if name in own and not np.allclose(own[name], variant.truth[name], rtol=0, atol=NEAR)
    )
    lines = _lines(step, {**variant.truth, **own}) if source else ()
    return Worked(name, step.words, step.formula, _lines(step, variant.truth), source, lines)


def solution(variant: Variant, values: Mapping[str, Value] | None = None) -> tuple[Worked, ...]:
    """The worked solution of the whole sheet: what is asked, and what that is built on."""
    needed = _needed(variant)
    return tuple(worked(variant, s.name, values) for s in variant.sheet.steps if s.name in needed)


def _needed(variant: Variant) -> set[str]:
    needed = {step.name for step in variant.sheet.asked}
    for step in reversed(variant.sheet.steps):
        if step.name in needed:
            needed.update(step.rule.inputs)
    return needed


def _own(variant: Variant, values: Mapping[str, Value]) -> dict[str, Value]:
    """The student's values, the true ones where there is none."""
    known = {name: value for name, value in values.items() if name in variant.truth}
    return {
        name: np.where(np.isnan(value), variant.truth[name], value) for name, value in known.items()
    }


def _lines(step: Step, values: Mapping[str, Value]) -> tuple[str, ...]:
    """One worked line for each cell, with what it comes to."""
    with np.errstate(all="ignore"):
        result = step.rule(values)
    return tuple(
        _with_result(line, number(float(result[(0, *index)])))
        for index, line in zip(cells(step.shape), step.lines(values), strict=True)
    )


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
