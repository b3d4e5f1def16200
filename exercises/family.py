"""What a family is, and the blueprint that it makes of its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from exercises.parameters import Parameter, resolve
from exercises.sheet import Sheet, StepSpec, compile_sheet
from exercises.values import Shape


@dataclass(frozen=True)
class Pool:
    """Exact decimals to draw a given from: numerators over 10^decimals."""

    numerators: tuple[int, ...]
    decimals: int = 1
    shape: Shape = ()


@dataclass(frozen=True)
class Screen:
    """What a drawn variant must look like; see ``exercises.screening``.

    ``off``: least and greatest number of units with a negative weighted sum among those with a
    kink. ``exact``: all values asked are exact with at most 4 decimals. ``decimals``: asked when a
    value is not exact.
    """

    off: tuple[int, int] = (0, 0)
    exact: bool = True
    decimals: int = 3


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
    the numbers.
    """

    name: str
    version: int
    order: int
    title: str
    summary: str
    cannot_reveal: str
    parameters: tuple[Parameter, ...]
    blueprint: Callable[[Mapping[str, Any]], Blueprint]

    def resolve(self, chosen: Mapping[str, object]) -> dict[str, Any]:
        """A valid value for every parameter; raises BadParameter."""
        return resolve(self.name, self.parameters, chosen)
