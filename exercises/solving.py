"""Worked solutions, derived from the same steps as everything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from exercises.errors import BadVariant
from exercises.ops import first_wrong, right_there
from exercises.sheet import Sheet
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
    return _worked(variant, step_of(variant, name), _own(variant, values or {}))


def solution(variant: Variant, values: Mapping[str, Value] | None = None) -> tuple[Worked, ...]:
    """The worked solution of the whole sheet: what is asked, and what that is built on."""
    needed, own = _needed(variant), _own(variant, values or {})
    return tuple(_worked(variant, s, own) for s in variant.sheet.steps if s.name in needed)


def step_of(variant: Variant, name: str) -> Step:
    """The step of that name; raises BadVariant."""
    step = variant.sheet.by_name.get(name)
    if step is None:
        raise BadVariant(f"The exercise has no step called {name[:40]!r}.")
    return step


def built_on(sheet: Sheet, step: Step) -> list[Step]:
    """The steps that it is built on without being asked for them, in their order."""
    found, wanted = [], set(step.sources)
    for earlier in reversed(sheet.steps):
        if earlier.name in wanted and not earlier.asked:
            found.append(earlier)
            wanted.update(earlier.sources)
    return found[::-1]


def sources(sheet: Sheet, step: Step) -> list[str]:
    """What is asked and a step starts from, directly or through steps that are not asked."""
    inputs = [name for s in (*built_on(sheet, step), step) for name in s.sources]
    finds, asked = finder(sheet, step), {s.name for s in sheet.asked}
    inputs += [finds.name] if finds else []
    return [name for name in dict.fromkeys(inputs) if name in asked]


def finder(sheet: Sheet, step: Step) -> Step | None:
    """Where a step asks what should stand in the first wrong line: the step that asks which."""
    if step.op != right_there.OP.name:
        return None
    same = (s for s in sheet.steps if s.rule.inputs == step.rule.inputs)
    return next((s for s in same if s.op == first_wrong.OP.name), None)


def line_of(sheet: Sheet, step: Step, values: Mapping[str, Value]) -> Step | None:
    """Where a step asks what should stand in the first wrong line: that line, once it is found."""
    finds = finder(sheet, step)
    if finds is None or not np.array_equal(values[finds.name], finds.rule(values)):
        return None
    return _line(sheet, step.rule.inputs, values[finds.name])


def line_named(sheet: Sheet, step: Step, values: Mapping[str, Value]) -> Step | None:
    """Where a step asks for the number of a line: the line with the number given, or the first."""
    if step.op != first_wrong.OP.name:
        return None
    lines = step.rule.inputs
    return _line(sheet, lines, values[step.name]) or _line(sheet, lines, np.ones(1))


def _line(sheet: Sheet, lines: Sequence[str], number: Value) -> Step | None:
    """The line of that number among pairs of what was typed and what should stand there."""
    right = [sheet.by_name[name] for name in lines[1::2]]
    return right[int(number[0]) - 1] if float(number[0]) in range(1, len(right) + 1) else None


def own_world(variant: Variant, values: Mapping[str, Value]) -> dict[str, Value]:
    """What stands in every step: the student's number, or what follows where there is none."""
    known = {name: value for name, value in values.items() if name in variant.truth}
    return variant.sheet.run(variant.values, pin=known).values


def _needed(variant: Variant) -> set[str]:
    needed = {step.name for step in variant.sheet.asked}
    for step in reversed(variant.sheet.steps):
        if step.name in needed:
            needed.update(step.sources)
    return needed


def _own(variant: Variant, values: Mapping[str, Value]) -> dict[str, Value]:
    """What stands in every step of the student's, the truth where there is no number.

    Nothing if there is nothing but the truth.
    """
    known = {
        name: np.where(np.isnan(value), variant.truth[name], value)
        for name, value in values.items()
        if name in variant.truth
    }
    differ = any(not _is_near(variant, known, name) for name in known)
    return own_world(variant, known) if differ else {}


def _is_near(variant: Variant, world: Mapping[str, Value], name: str) -> bool:
    return np.allclose(world[name], variant.truth[name], rtol=0, atol=NEAR)


def _worked(variant: Variant, step: Step, own: Mapping[str, Value]) -> Worked:
    starts = sources(variant.sheet, step) if own else []
    source = tuple(name for name in starts if not _is_near(variant, own, name))
    lines, mine = (
        _lines(line_of(variant.sheet, step, values) or step, values)
        for values in (variant.truth, own or variant.truth)
    )
    return Worked(step.name, step.words, step.formula, lines, source, mine if source else ())


def _lines(step: Step, values: Mapping[str, Value]) -> tuple[str, ...]:
    """One worked line for each cell, with what it comes to."""
    with np.errstate(all="ignore"):
        result = step.rule(values)
    return tuple(
        with_result(line, float(result[(0, *index)]))
        for index, line in zip(cells(step.shape), step.lines(values), strict=True)
    )


def with_result(line: str, value: float) -> str:
    """The line and what it comes to, unless it says so already."""
    result = number(value)
    return line if line.endswith(f" = {result}") else f"{line} = {result}"
