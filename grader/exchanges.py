"""Slips that concern more than one field: two fields exchanged, or all moved by one."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np

from exercises.values import Value
from grader.causes import Cause, Cells
from grader.own import Own

SHORTEST_SHIFT = 3


def exchanges(own: Own, wrong: Mapping[str, Cells]) -> list[Cause]:
    """Exchanged and shifted fields among the wrong steps that are single numbers."""
    single = [name for name, cells in wrong.items() if own.variant.sheet.by_name[name].shape == ()]
    return [*_swaps(own, single), *_shifts(own, single)]


def _swaps(own: Own, names: Iterable[str]) -> list[Cause]:
    found = []
    for first, second in combinations(names, 2):
        if _is(own, first, second) and _is(own, second, first):
            found += [_cause("Z_SWAP_VG", name, 0.5) for name in (first, second)]
    return found


def _shifts(own: Own, names: list[str]) -> list[Cause]:
    """Runs of steps that hold the true value of the step before."""
    asked = [step.name for step in own.variant.sheet.asked]
    before = dict(zip(asked[1:], asked, strict=False))
    found: list[Cause] = []
    run: list[str] = []
    for name in [*asked, ""]:
        if name in names and name in before and _is(own, name, before[name]):
            run.append(name)
            continue
        if len(run) >= SHORTEST_SHIFT:
            found += [_cause("Z_ROW_SHIFT", step, 0.3) for step in run]
        run = []
    return found


def _is(own: Own, name: str, other: str) -> bool:
    """Whether a field holds the true value of another one, and not its own."""
    typed, here, there = own.answers.pins[name], _true(own, name), _true(own, other)
    half = 1.02 * own.half(own.variant.sheet.by_name[name])
    if there.shape != typed.shape:
        return False
    return bool(np.all(np.abs(typed - there) <= half) and np.any(np.abs(here - there) > 2 * half))


def _true(own: Own, name: str) -> Value:
    return own.variant.truth[name]


def _cause(id: str, step: str, cost: float) -> Cause:
    return Cause(id, step, frozenset({0}), cost, is_slip=True)
