"""Help before an answer, derived from the steps: a ladder of three rungs, never the result.

The first names the rule in words, the second writes it in symbols, the third with the numbers of
the student. What a rule uses without its being asked is explained along with it.
"""

import re
from collections.abc import Collection, Mapping

import numpy as np

from exercises.sheet import Sheet
from exercises.solving import built_on, finder, line_named, line_of, own_world, step_of, with_result
from exercises.steps import AGAIN, Step
from exercises.tex import Index, symbol
from exercises.values import Value, cells
from exercises.variant import Variant

MOST_LINES = 4
"""Cells of one step that are written out with their numbers."""
BEFORE = 2
"""Cells of each step before it that is not asked."""

_NUMBER = re.compile(r"-?[0-9.]+|\\left\(-[0-9.]+\\right\)|-\\left\(-[0-9.]+\\right\)")
_NOTES = (
    (r"\[[^]]* (>|=) ", "The square bracket is 1 where what it says is true, else 0."),
    (r"\\odot", r"The sign \(\odot\) multiplies cell by cell."),
    (r"\\top", r"The sign \(\top\) swaps rows and columns."),
)


def hint(variant: Variant, name: str, level: int, values: Mapping[str, Value] | None = None) -> str:
    r"""Help before an answer: 1 which rule, 2 its formula, 3 the formula with the numbers in it.

    ``values`` are the student's own earlier values, arrays ``(1, *shape)``; formulas stand between
    ``\(`` and ``\)``. Never the result. Raises BadVariant if there is no such step.
    """
    step = step_of(variant, name)
    if level <= 1:
        return in_words(variant.sheet, step)
    if level == 2:
        return ". ".join([in_symbols(variant.sheet, step), *_notes(step)])
    world = own_world(variant, values or {})
    # The step's own value is what is asked: nothing may be built on it.
    return in_numbers(variant.sheet, step, {**world, name: np.full_like(world[name], np.nan)})


def in_words(sheet: Sheet, step: Step) -> str:
    """The rule in words; which values it speaks of, where it counts them and they have names."""
    names = [sheet.by_name[name].caption for name in step.rule.inputs if name in sheet.by_name]
    counted = step.phase == "forward" and re.search("first.*second", step.words)
    if not counted or len(names) != 2 or re.search("[0-9]", "".join(names)):
        return step.words
    return f"{step.words} The first: {names[0]}; the second: {names[1]}."


def in_symbols(sheet: Sheet, step: Step) -> str:
    """The formula of a step, and those of what it is built on without being asked."""
    first, *others = [_math(s.formula) for s in (step, *reversed(_before(sheet, step)))]
    return f"{first}, where {', '.join(others)}" if others else first


def _notes(step: Step) -> list[str]:
    """What the signs in its formula mean that a student may not have met."""
    return [note for sign, note in _NOTES if re.search(sign, step.formula)]


def in_numbers(
    sheet: Sheet, step: Step, values: Mapping[str, Value], only: Collection[Index] = ()
) -> str:
    """The right rule with the numbers of ``values`` in it, cell by cell, without the result.

    ``only``: the cells wanted; all if there are none. Long lists are cut short.
    """
    asked_for, named = line_of(sheet, step, values), line_named(sheet, step, values)
    if asked_for is not None:
        return in_numbers(sheet, asked_for, values)
    if finder(sheet, step):
        return "Find the line first: only then is there a rule to apply."
    if named is not None:
        return "; ".join(
            [*_worked(named, values)[:MOST_LINES], "compare it with what stands there"]
        )
    lines = [
        line
        for s in _before(sheet, step)
        for line in _worked(s, values, only if s.shape == step.shape else ())[:BEFORE]
    ]
    own = [_open(sheet, step, i, values) for i in cells(step.shape) if not only or i in only]
    more = ["the others likewise"] if len(own) > MOST_LINES else []
    return "; ".join([*lines, *own[:MOST_LINES], *more])


def _before(sheet: Sheet, step: Step) -> list[Step]:
    """What a hint must explain besides the step: values that it uses and that are not asked."""
    return [s for s in built_on(sheet, step) if s.op != AGAIN]


def _worked(step: Step, values: Mapping[str, Value], only: Collection[Index] = ()) -> list[str]:
    with np.errstate(all="ignore"):
        result = step.rule(values)
    lines = zip(cells(step.shape), step.lines(values), strict=True)
    return [
        _math(with_result(line, float(result[(0, *index)])))
        for index, line in lines
        if not only or index in only
    ]


def _open(sheet: Sheet, step: Step, index: Index, values: Mapping[str, Value]) -> str:
    """One line without its result; where the line would be the result, what to do instead."""
    line = step.way.line(index, step.tokens(values))
    rule = step.way.line(index, step.way.symbols(sheet.shapes, step.written))
    name = symbol(step.name, index)
    if rule == line:
        return _math(name) + ": there is no number to put into the rule"
    if not _NUMBER.fullmatch(line):
        return _math(rf"{name} = {line} = \dots")
    how = "with the opposite sign" if rule.startswith("-") else "as it is"
    return f"{_math(f'{name} = {rule}')}: take the number over {how}"


def _math(formula: str) -> str:
    return rf"\({formula}\)"
