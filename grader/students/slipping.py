"""Makes careless errors: what a slip turns a written value, or two fields, into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from exercises.generator import Generator
from exercises.steps import Rule, Step
from exercises.values import Value
from exercises.variant import Variant
from grader.slips import BY_ID, COPIED
from grader.students.errors import BadStudent
from grader.students.swaps import asked_step

STALE = "Z_STALE"
"""An earlier field was corrected, this one not worked out again."""
SWAP, SHIFT, INDEX, NEIGHBOUR = "Z_SWAP_VG", "Z_ROW_SHIFT", "Z_INDEX", "Z_NEIGHBOUR"
KINDS = {id.removeprefix("Z_").lower(): id for id in dict.fromkeys([*BY_ID, *COPIED, STALE])}
"""Slips by the short word of the command line: sign, pow10, transpose, digit, ...."""
ALIASES = {"swap": SWAP}


def slip_at(variant: Variant, text: str) -> tuple[str, str]:
    """Step and id of ``KIND@STEP``; raises BadStudent."""
    kind, _, name = text.partition("@")
    id = {**KINDS, **ALIASES}.get(kind.lower(), kind)
    if id not in KINDS.values():
        raise BadStudent(f"There is no slip called {kind[:40]!r}; there are {', '.join(KINDS)}.")
    return asked_step(variant, name).name, id


@dataclass(frozen=True)
class Slipping:
    """One slip of one student at one step, settled by a seed."""

    id: str
    step: Step
    seed: int

    def pick(self, below: int) -> int:
        """A number from 0 to ``below`` - 1, always the same."""
        generator = Generator(f"slip/{self.id}/{self.step.name}/{self.seed}", 1)
        return int(generator.integers((), below)[0])

    def written(
        self, value: Value, decimals: Sequence[int], before: float | None, inputs: Sequence[Value]
    ) -> Value:
        """A value with one cell slipped as it is written down; the same where none can be.

        ``decimals`` per cell; ``before``: what stands in the field just before the step.
        """
        flat = value.ravel().copy()
        options = [
            (i, made)
            for i, made in self._options(flat, value.shape, decimals, before, inputs)
            if round(made, decimals[i]) != round(float(flat[i]), decimals[i])
        ]
        if options:
            i, made = options[self.pick(len(options))]
            flat[i] = made
        return flat.reshape(value.shape)

    def _options(
        self,
        flat: Value,
        shape: tuple[int, ...],
        decimals: Sequence[int],
        before: float | None,
        inputs: Sequence[Value],
    ) -> list[tuple[int, float]]:
        if self.id in BY_ID:
            makes = BY_ID[self.id].makes
            cells = enumerate(flat.tolist())
            return [
                (i, made)
                for i, cell in cells
                if np.isfinite(cell)
                for made in makes(cell, decimals[i])
            ]
        if self.id == INDEX:
            return _mirrored(flat, shape)
        return _neighbours(flat, decimals, before, inputs) if self.id == NEIGHBOUR else []

    def stale(self, rule: Rule, inputs: Sequence[Value], typed: Sequence[bool]) -> Value | None:
        """The step from a value that one of its typed inputs had before it was corrected."""
        places = [k for k, is_typed in enumerate(typed) if is_typed and inputs[k].any()]
        if not places:
            return None
        k = places[self.pick(len(places))]
        old = list(inputs)
        old[k] = -old[k] if self.seed % 2 else np.round(old[k] * 1.1 + 0.1, self.step.decimals)
        return rule.f(*old)


def _mirrored(flat: Value, shape: tuple[int, ...]) -> list[tuple[int, float]]:
    """The value of the cell with row and column exchanged, where there is one."""
    if len(shape) != 2 or shape[0] != shape[1]:
        return []
    turned = flat.reshape(shape).T.ravel()
    return list(enumerate(turned.tolist()))


def _neighbours(
    flat: Value, decimals: Sequence[int], before: float | None, inputs: Sequence[Value]
) -> list[tuple[int, float]]:
    """The value of the field before or after, as far as it is written already.

    Not a value that the step starts from, to the digits written: to write that down is to leave the
    step out.
    """
    used = np.concatenate([np.zeros(1), *(value.ravel() for value in inputs)])
    row = [before, *flat.tolist()]
    near = [(i, row[i]) for i in range(len(flat))]
    near += [(i, row[i + 2]) for i in range(len(flat) - 1)]
    return [
        (i, v)
        for i, v in near
        if v is not None and not np.any(np.abs(used - v) <= 10.0 ** -decimals[i])
    ]


def exchange(slip: Slipping, asked: Sequence[Step], typed: Mapping[str, Value]) -> dict[str, Value]:
    """Fields that change when the student mixes them up in typing, from a step on."""
    return _swapped(slip, asked, typed) if slip.id == SWAP else _shifted(slip, asked, typed)


def _swapped(slip: Slipping, asked: Sequence[Step], typed: Mapping[str, Value]) -> dict[str, Value]:
    """The field exchanged with that of its gradient, or with another of the same form."""
    here = slip.step
    partners = [s for s in asked if s.shape == here.shape and s.name != here.name]
    own = [s for s in partners if here.name in (s.wrt, None) or here.wrt == s.name]
    partners = own or partners
    if not partners:
        return {}
    there = partners[slip.pick(len(partners))].name
    return {here.name: typed[there], there: typed[here.name]}


def _shifted(slip: Slipping, asked: Sequence[Step], typed: Mapping[str, Value]) -> dict[str, Value]:
    """From the step on, every field holds what belongs in the one before."""
    names = [step.name for step in asked]
    first = names.index(slip.step.name)
    row = np.concatenate([typed[name].ravel() for name in names])
    start = sum(typed[name].size for name in names[:first])
    moved = row.copy()
    moved[max(1, start) :] = row[max(1, start) - 1 : -1]
    found = {}
    for name in names[first:]:
        size = typed[name].size
        found[name] = moved[start : start + size].reshape(typed[name].shape)
        start += size
    return found
