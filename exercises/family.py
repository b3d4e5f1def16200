"""What a family is, and the blueprint that it makes of its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exercises.errors import BadParameter
from exercises.parameters import Parameter, resolve
from exercises.sheet import Sheet, StepSpec, compile_sheet
from exercises.values import Shape, Value

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Pool:
    """Exact decimals to draw a given from: numerators over 10^decimals.

    Every cell is drawn by itself from ``numerators``; or the value as a whole is one of
    ``choices``, each the numerators of all cells in reading order.
    """

    numerators: tuple[int, ...] = ()
    decimals: int = 1
    shape: Shape = ()
    choices: tuple[tuple[int, ...], ...] = ()

    @property
    def is_fixed(self) -> bool:
        """Whether there is only one value to draw."""
        return len(self.choices or self.numerators) == 1


@dataclass(frozen=True)
class Screen:
    """What a drawn variant must look like; see ``exercises.screening``.

    ``off``: least and greatest number of units with a negative weighted sum among those with a
    kink. ``exact``: all values asked are exact with at most 4 decimals. ``decimals``: asked when a
    value is not exact. ``smallest`` and ``largest``: bounds of the size of a value asked, zero
    apart. ``ones``: whether a value asked may be one. ``reject``: what else is unfit, a flag for
    each row of the values by name.
    """

    off: tuple[int, int] = (0, 0)
    exact: bool = True
    decimals: int = 3
    smallest: float = 0.01
    largest: float = 50.0
    ones: bool = False
    reject: Callable[[Mapping[str, Value]], Flags] | None = None


@dataclass(frozen=True)
class Blueprint:
    """An exercise before its numbers: steps, what the givens are drawn from, and the texts."""

    pools: Mapping[str, Pool]
    steps: tuple[StepSpec, ...]
    title: str
    prose: str
    conventions: Mapping[str, Any]
    screen: Screen

    @property
    def sheet(self) -> Sheet:
        """The compiled steps."""
        return compile_sheet({name: pool.shape for name, pool in self.pools.items()}, self.steps)


@dataclass(frozen=True)
class Family:
    """A kind of exercise.

    ``order`` is its place in the curriculum; ``cannot_reveal`` says what its shape hides whatever
    the numbers. ``levels`` are choices of parameters by name, from easy to hard: what a teacher
    picks from, and what every test and measurement loops over. ``seeded`` makes the blueprint where
    it depends on the seed, because another variant is part of it.
    """

    name: str
    version: int
    order: int
    title: str
    summary: str
    cannot_reveal: str
    parameters: tuple[Parameter, ...]
    blueprint: Callable[[Mapping[str, Any]], Blueprint]
    levels: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: {"standard": {}})

    seeded: Callable[[Mapping[str, Any], int], Blueprint] | None = None

    def make(self, params: Mapping[str, Any], seed: int) -> Blueprint:
        """The blueprint for valid parameters."""
        return self.seeded(params, seed) if self.seeded else self.blueprint(params)

    def resolve(self, chosen: Mapping[str, object]) -> dict[str, Any]:
        """A valid value for every parameter; raises BadParameter."""
        return resolve(self.name, self.parameters, chosen)

    def level(self, name: str) -> Mapping[str, Any]:
        """The parameters of a level; raises BadParameter."""
        if name not in self.levels:
            known = ", ".join(self.levels)
            raise BadParameter(f"{self.name} has no level {name[:40]!r}; it has {known}.")
        return self.levels[name]
