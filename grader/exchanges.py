"""Slips that concern more than one field: two fields exchanged, or all moved by one."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercises.values import Value
from grader.own import Own

SHORTEST_SHIFT = 3
SWAPPED, SHIFTED = ("Z_SWAP_VG", 0.75), ("Z_ROW_SHIFT", 0.3)

Costs = dict[str, float]


def exchanges(own: Own, wrong: Mapping[str, Any]) -> dict[str, Costs]:
    """Exchanged and shifted fields among the wrong steps that are single numbers: their costs."""
    asked = [step.name for step in own.variant.sheet.asked if step.shape == ()]
    if sum(name in wrong for name in asked) < 2:
        return {}
    holds = _holds(own, asked)
    holds[[name not in wrong for name in asked]] = False
    found: dict[str, Costs] = {}
    for i in np.flatnonzero((holds & holds.T).any(1)):
        found.setdefault(asked[i], {}).update([SWAPPED])
    for name in _shifted(own, asked, holds):
        found.setdefault(name, {}).update([SHIFTED])
    return found


def _holds(own: Own, names: list[str]) -> NDArray[np.bool_]:
    """Whether each field holds the true value of each other one, and not its own."""
    typed, half, true = (
        np.array([part[own.answers.places[name].start] for name in names])
        for part in (own.answers.values, own.rounding.rounded, own.variant.key[0])
    )
    return _near(typed, true, 1.02 * half) & ~_near(true, true, 2 * half)


def _near(here: Value, there: Value, half: Value) -> NDArray[np.bool_]:
    return np.asarray(np.abs(here[:, None] - there) <= half[:, None])


def _shifted(own: Own, names: list[str], holds: NDArray[np.bool_]) -> list[str]:
    """Runs of neighbouring fields that hold the true value of the one before."""
    order = [step.name for step in own.variant.sheet.asked]
    found: list[str] = []
    run: list[str] = []
    for before, name in zip(order, [*order[1:], ""], strict=True):
        pair = name in names and before in names
        if pair and holds[names.index(name), names.index(before)]:
            run.append(name)
            continue
        found += run if len(run) >= SHORTEST_SHIFT else []
        run = []
    return found
