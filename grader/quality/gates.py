"""The gates: what is measured of every level of every family, and how good it must be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from grader.quality.draws import Draws
from grader.quality.tally import Tally, total

WORKING = ("one", "two", "one_slip", "two_slip", "open", "faultless", "errors")
CLOSED = ("one", "two", "one_slip", "two_slip")


@dataclass(frozen=True)
class Seen:
    """All that was seen of one level: tallies by cell, draws, and the shares that pairs show."""

    cells: Mapping[str, Tally] = field(default_factory=dict)
    draws: Draws = field(default_factory=Draws)
    pairs: tuple[float, ...] = ()

    def __add__(self, other: "Seen") -> "Seen":
        names = dict.fromkeys([*self.cells, *other.cells])
        cells = {n: total(s.cells[n] for s in (self, other) if n in s.cells) for n in names}
        return Seen(cells, self.draws + other.draws, self.pairs + other.pairs)


Figure = Callable[[Seen], float | None]


@dataclass(frozen=True)
class Gate:
    """``figure`` is None where there is nothing to measure; ``short`` heads a column.

    ``unit``: ``%`` for a share, ``ms``, or nothing for a count.
    """

    name: str
    words: str
    short: str
    goal: float
    figure: Figure
    at_most: bool = False
    unit: str = "%"

    def met(self, figure: float) -> bool:
        """Whether a figure is good enough."""
        return figure <= self.goal + 1e-12 if self.at_most else figure >= self.goal - 1e-12


def _share(cell: str, count: str) -> Figure:
    """A count of a cell as a share of its students."""

    def figure(seen: Seen) -> float | None:
        tally = seen.cells.get(cell)
        return float(getattr(tally, count)) / tally.students if tally and tally.students else None

    return figure


def working(seen: Seen) -> Tally:
    """All students who work through the sheet, whatever they do wrong."""
    return total(seen.cells[name] for name in WORKING if name in seen.cells)


def _blamed(seen: Seen) -> float | None:
    """Right boxes marked wrong in a million."""
    tally = working(seen)
    return 1e6 * tally.blamed / tally.right if tally.right else None


def _unfair(seen: Seen) -> float | None:
    """The mean difference of shares in the cell where it is greatest."""
    means = [_share(cell, "unfair")(seen) for cell in CLOSED]
    return max((mean for mean in means if mean is not None), default=None)


def _distinct(seen: Seen) -> float | None:
    others = seen.draws.variants - seen.draws.chains
    return seen.draws.distinct / others if others else None


def _chain_distinct(seen: Seen) -> float | None:
    return seen.draws.chain_distinct / seen.draws.chains if seen.draws.chains else None


def _short(seen: Seen) -> float | None:
    return seen.draws.short / seen.draws.plain if seen.draws.plain else None


def _zeros(seen: Seen) -> float | None:
    return float(seen.draws.zeros) if seen.draws.variants else None


def _milliseconds(seen: Seen) -> float | None:
    return 1000 * float(np.percentile(seen.draws.seconds, 95)) if seen.draws.seconds else None


def _pairs(seen: Seen) -> float | None:
    return min(seen.pairs, default=None)


GATES = (
    Gate(
        "blamed",
        "right boxes marked wrong, in a million",
        "blamed",
        0,
        _blamed,
        at_most=True,
        unit="",
    ),
    Gate("fair", "awarded share against deserved share", "fair", 0.02, _unfair, at_most=True),
    Gate("exact_one", "exact: 1 misconception", "1", 0.99, _share("one", "exact")),
    Gate("exact_two", "exact: 2 misconceptions", "2", 0.97, _share("two", "exact")),
    Gate(
        "exact_one_slip",
        "exact: 1 misconception + 1 slip",
        "1 + s",
        0.95,
        _share("one_slip", "exact"),
    ),
    Gate(
        "exact_two_slip",
        "exact: 2 misconceptions + 1 slip",
        "2 + s",
        0.92,
        _share("two_slip", "exact"),
    ),
    Gate(
        "misnamed_one",
        "wrongly named: 1 misconception",
        "wrong 1",
        0.005,
        _share("one", "misnamed"),
        at_most=True,
    ),
    Gate(
        "misnamed_two",
        "wrongly named: 2 misconceptions",
        "wrong 2",
        0.01,
        _share("two", "misnamed"),
        at_most=True,
    ),
    Gate(
        "misnamed_open",
        "wrongly named: not in the library",
        "wrong open",
        0.01,
        _share("open", "misnamed"),
        at_most=True,
    ),
    Gate("distinct", "distinct pairs per variant", "distinct", 0.95, _distinct),
    Gate(
        "distinct_chain",
        "distinct pairs per variant, ReLU chains",
        "distinct, chain",
        0.85,
        _chain_distinct,
    ),
    Gate("pair", "library shown by a pair of variants", "pair", 1.0, _pairs),
    Gate("zeros", "unintended zero answers", "zeros", 0, _zeros, at_most=True, unit=""),
    Gate("short", "exact with at most 4 digits", "digits", 0.99, _short),
    Gate("draw", "drawing a variant, p95", "draw", 50, _milliseconds, at_most=True, unit="ms"),
    Gate(
        "all_zeros",
        "0 everywhere, above what is truly right",
        "0s",
        0.1,
        _share("zeros", "unearned"),
        at_most=True,
    ),
    Gate(
        "givens",
        "copied givens, above what is truly right",
        "copied",
        0.1,
        _share("givens", "unearned"),
        at_most=True,
    ),
)


def figures(seen: Seen) -> dict[str, float]:
    """Every figure that there is, by gate."""
    found = {gate.name: gate.figure(seen) for gate in GATES}
    return {name: round(figure, 6) for name, figure in found.items() if figure is not None}
