"""Students who do not work: they guess, or copy what stands on the sheet."""

from collections.abc import Callable
from typing import Any

import numpy as np

from exercises.generator import Generator
from exercises.steps import Step
from exercises.values import Value
from exercises.variant import Variant
from grader.students.errors import BadStudent
from grader.students.habits import Habit
from grader.students.student import COPIES, GUESSES, Box, Simulated, Student

LIKELY = 3000
"""Random numbers lie between minus and plus so many thousandths."""

_BLANK: tuple[Box, ...] = ("blank",)

Numbers = Callable[[int], Value]


def idle(variant: Variant, student: Student) -> Simulated:
    """The sheet of a guesser or copier; raises BadStudent for an unknown way to fill it."""
    fills: dict[str, Callable[[Variant, int], Numbers]] = {
        "zeros": _zeros,
        "givens": _in_order,
        "sheet": _any_given,
        "random": _random,
    }
    way = student.fill or ""
    if way not in fills:
        known = ", ".join((*GUESSES, *COPIES))
        raise BadStudent(f"A sheet is filled with one of {known}, not {way[:40]!r}.")
    numbers = fills[way](variant, student.seed)
    kind = "copy" if way in COPIES else "guess"
    answers: dict[str, Any] = {}
    boxes: dict[str, tuple[Box, ...]] = {}
    for step in variant.sheet.asked:
        value = numbers(int(np.prod(step.shape, dtype=int))).reshape(step.shape)
        if step.name in student.blanks:
            boxes[step.name] = _BLANK * value.size
            continue
        answers[step.name] = Habit().text(value)
        boxes[step.name] = _boxes(variant, step, value)
    applied = [
        {"kind": kind, "id": way, "step": name} for name, cells in boxes.items() if "guess" in cells
    ]
    return Simulated(answers, tuple(applied), boxes)


def _boxes(variant: Variant, step: Step, value: Value) -> tuple[Box, ...]:
    """A number that happens to be true is right."""
    half = 0.5 * 10.0**-step.decimals
    true = np.abs(value - variant.truth[step.name][0]) <= half + 1e-12
    return tuple("right" if flag else "guess" for flag in true.ravel().tolist())


def _zeros(_variant: Variant, _seed: int) -> Numbers:
    return np.zeros


def _in_order(variant: Variant, seed: int) -> Numbers:
    """The givens one after the other, over and over; the seed says with which to begin."""
    pool, place = _givens(variant), seed

    def take(count: int) -> Value:
        nonlocal place
        taken = pool[(place + np.arange(count)) % len(pool)]
        place += count
        return taken

    return take


def _any_given(variant: Variant, seed: int) -> Numbers:
    pool, generator = _givens(variant), Generator(f"guess/sheet/{seed}", 1)
    return lambda count: np.asarray(pool[generator.integers((count,), len(pool))[0]])


def _random(_variant: Variant, seed: int) -> Numbers:
    generator = Generator(f"guess/random/{seed}", 1)
    return lambda count: (generator.integers((count,), 2 * LIKELY + 1)[0] - LIKELY) / 1000.0


def _givens(variant: Variant) -> Value:
    return np.concatenate([value.ravel() for value in variant.values.values()])
