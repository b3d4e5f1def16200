"""The ways to lay out a circuit, and what makes one better than another."""

from dataclasses import dataclass
from itertools import product

from exercises.figure.canvas import Point
from exercises.figure.plan import NARROW

WIDTH = 1100.0
"""Width of a drawing for wide screens."""
APART = 1.5
"""How much lower a drawing must be to make up for matrices that stand away from their boxes."""
TOO_WIDE = 10.0
"""How many units of height a unit of width beyond the page weighs."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a circuit is laid out.

    ``vertical``: from top to bottom. ``inline``: matrices stand in the graph, too. ``beside``:
    names stand right of their cells, else above and below. ``aside``: bands stand right of the
    graph, else below it. ``listed``: weights stand in bands even where matrices are inline.
    """

    vertical: bool
    inline: bool
    beside: bool = False
    aside: bool = False
    listed: bool = False

    def cost(self, size: Point) -> float:
        """What a drawing of this size costs the reader: its height, mostly."""
        excess = size[0] - (NARROW if self.vertical else WIDTH)
        return size[1] * (1 if self.inline and not self.listed else APART) + TOO_WIDE * max(
            0.0, excess
        )


def styles(vertical: bool) -> list[Style]:
    """All styles of one direction, the plainest first."""
    kinds = ((True, False), (True, True), (False, False))
    if vertical:
        found = product(kinds, (False, True))
        return [Style(True, inline, beside, listed=listed) for (inline, listed), beside in found]
    found = product(kinds, (False, True))
    return [Style(False, inline, aside=aside, listed=listed) for (inline, listed), aside in found]
