"""A node of a circuit: a glyph with the value above it and what flows back to it below."""

from collections.abc import Iterator
from dataclasses import dataclass

from exercises.figure.canvas import Anchor, Box, Canvas, Point, text_box
from exercises.figure.glyphs import Glyph
from exercises.figure.grid import LABEL, Grid, draw_grid
from exercises.figure.style import Style
from exercises.figure.text import width

LEAD = 5.0
"""From the glyph to the cells."""
NAME = 18.0
"""Room of a name above or below its cells, or between two grids one below the other."""
NAME_GAP = 11.0
"""From the border of the cells to the middle of a name: a subscript hangs below it."""
BESIDE = 5.0
SIDE_BY_SIDE = 12.0
MOST = 3
"""So many grids stand side by side below a glyph."""
AIR = 8.0


@dataclass(frozen=True, slots=True)
class Node:
    """What stands at one place of the graph."""

    glyph: Glyph
    above: Grid | None = None
    below: tuple[Grid, ...] = ()

    @property
    def is_scalar(self) -> bool:
        """Whether no vector or matrix stands here."""
        return all(grid.is_single for grid in (*filter(None, (self.above,)), *self.below))


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a thing reaches back and ahead along, and to both sides across."""

    back: float
    ahead: float
    before: float
    after: float


PASSING = Extent(0, 0, 13, 13)
"""Of a wire that passes a rank."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A grid with the left upper corner of its cells, and the middle (or start) of its name."""

    grid: Grid
    corner: Point
    name: Point


def placed(node: Node, style: Style) -> list[Placed]:
    """The grids of a node, seen from the middle of its glyph."""
    half = node.glyph.size()[1] / 2 + LEAD
    found = []
    if node.above:
        wide, tall = node.above.size
        name = (0.0, -half - tall - NAME_GAP)
        found.append(_placed(node.above, -wide / 2, -half - tall, name, style))
    return [*found, *(_stacked if style.vertical else _in_rows)(node, half, style)]


def _in_rows(node: Node, top: float, style: Style) -> Iterator[Placed]:
    for start in range(0, len(node.below), MOST):
        row = node.below[start : start + MOST]
        x = -(sum(grid.wide for grid in row) + SIDE_BY_SIDE * (len(row) - 1)) / 2
        for grid in row:
            wide, tall = grid.size
            middle = x + grid.wide / 2
            yield _placed(grid, middle - wide / 2, top, (middle, top + tall + NAME_GAP), style)
            x += grid.wide + SIDE_BY_SIDE
        top += max(grid.size[1] for grid in row) + NAME + LEAD


def _stacked(node: Node, top: float, style: Style) -> Iterator[Placed]:
    for grid in node.below:
        wide, tall = grid.size
        yield _placed(grid, -wide / 2, top, (0.0, top + tall + NAME_GAP), style)
        top += tall + (LEAD if style.beside else NAME + LEAD)


def _placed(grid: Grid, x: float, y: float, name: Point, style: Style) -> Placed:
    wide, tall = grid.size
    return Placed(grid, (x, y), (x + wide + BESIDE, y + tall / 2) if style.beside else name)


def extent(node: Node, style: Style) -> Extent:
    """The extent of a node with the names of its cells."""
    w, h = node.glyph.size()
    left = top = 0.0
    right = bottom = 0.0
    for each in placed(node, style):
        x, y = each.corner
        wide, tall = each.grid.size
        named = width(each.grid.label, LABEL)
        left = min(left, x, each.name[0] - (0 if style.beside else named / 2))
        right = max(right, x + wide, each.name[0] + (named if style.beside else named / 2))
        over = 2 if style.beside else NAME
        top, bottom = min(top, y - over), max(bottom, y + tall + over)
    left, right = min(left, -w / 2 - 2), max(right, w / 2 + 2)
    top, bottom = min(top, -h / 2), max(bottom, h / 2)
    if style.vertical:
        return Extent(-top, bottom, AIR / 2 - left, right + AIR / 2)
    return Extent(-left, right, 6 - top, bottom + 6)


def draw_node(canvas: Canvas, node: Node, at: Point, style: Style) -> None:
    """Draw a node with the middle of its glyph at ``at``."""
    grids = placed(node, style)
    for each in grids:
        _draw_leader(canvas, node, each, at)
    for each in grids:
        _draw_placed(canvas, each, at, style)
    node.glyph.draw(canvas, *at)


def _draw_leader(canvas: Canvas, node: Node, each: Placed, at: Point) -> None:
    """From the cells to the glyph, aslant if they do not stand right above or below it."""
    x, y = at
    (left, top), (wide, tall) = each.corner, each.grid.size
    most = max(0.0, node.glyph.size()[0] / 2 - 6)
    middle = left + wide / 2
    start = (x + middle, y + (top if top > 0 else top + tall))
    end = (x + max(-most, min(most, middle)), y)
    canvas.line(start, end, f"fig-leader fig-{each.grid.lane}")


def _draw_placed(canvas: Canvas, each: Placed, at: Point, style: Style) -> None:
    corner = (at[0] + each.corner[0], at[1] + each.corner[1])
    name, label = (at[0] + each.name[0], at[1] + each.name[1]), each.grid.label
    anchor: Anchor = "start" if style.beside else "middle"
    named = text_box(name, label, LABEL, anchor)
    # Wires that come from above would be seen between the cells, and cross out the name.
    canvas.rect(Box(*corner, *each.grid.size), "fig-plate", 0)
    canvas.rect(named, "fig-plate", 0)
    draw_grid(canvas, each.grid, *corner)
    canvas.text(name, label, f"fig-label fig-{each.grid.lane}", LABEL, anchor, "label")
