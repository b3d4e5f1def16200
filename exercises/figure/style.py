"""The ways to lay out a circuit, and what makes one better than another."""

from dataclasses import dataclass

from exercises.figure.canvas import Point
from exercises.figure.plan import NARROW

WIDTH = 1100.0
"""Width of a drawing for wide screens."""
APART = 1.5
"""How much lower a drawing must be to make up for matrices that stand away from their boxes."""
TOO_WIDE = 5.0
"""How many units of height a unit of width beyond the page weighs."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a circuit is laid out.

    ``vertical``: from top to bottom. ``inline``: matrices stand in the graph, too. ``beside``:
    names stand right of their cells, else above and below. ``aside``: bands stand right of the
    graph, else below it.
    """

    vertical: bool
    inline: bool
    beside: bool = False
    aside: bool = False

    def cost(self, size: Point) -> float:
        """What a drawing of this size costs the reader: its height, mostly."""
        excess = size[0] - (NARROW if self.vertical else WIDTH)
        return size[1] * (1 if self.inline else APART) + TOO_WIDE * max(0.0, excess)


def styles(vertical: bool) -> list[Style]:
    """All styles of one direction, the plainest first."""
    choices = (False, True)
    if vertical:
        return [Style(True, inline, beside) for inline in (True, False) for beside in choices]
    return [Style(False, inline, aside=aside) for inline in (True, False) for aside in choices]
