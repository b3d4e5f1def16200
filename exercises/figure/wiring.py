"""Where the labels of the wires between two layers stand, so that each is on its own wire."""

from dataclasses import dataclass
from itertools import product

Edge = tuple[int, int]
"""From input i to unit j."""


@dataclass(frozen=True, slots=True)
class Row:
    """``count`` cards side by side, ``pitch`` apart, around a common ``middle``."""

    count: int
    pitch: float
    middle: float

    def __getitem__(self, i: int) -> float:
        return self.middle + (i - (self.count - 1) / 2) * self.pitch


def label_spots(source: Row, target: Row, room: float) -> tuple[float, dict[Edge, float]]:
    """Places of all labels in one line: the share of the way, and each label's place across.

    Labels are grouped by the card that their wires leave (or reach, if that spreads them more),
    so wires cross only on one side of the line. ``room`` is the least distance of two labels.
    """
    n, m, p, q = source.count, target.count, source.pitch, target.pitch
    leaving, arriving = p * q / (p + m * q), p * q / (q + n * p)
    by_source = m == 1 or (n > 1 and leaving >= arriving)
    natural = 0.6 * (p if m == 1 else q) if 1 in (n, m) else max(leaving, arriving)
    edges = [(i, j) for i, j in product(range(n), range(m))]
    if not by_source:
        edges.sort(key=lambda edge: edge[::-1])
    line = Row(n * m, max(room, natural), (source.middle + target.middle) / 2)
    return 0.4 if by_source else 0.6, {edge: line[k] for k, edge in enumerate(edges)}
