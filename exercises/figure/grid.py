"""A scalar, vector or matrix of cells with its name, wherever it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exercises.figure.book import CellBook, Item, Lane, cells_of
from exercises.figure.canvas import Box, Canvas, Point
from exercises.figure.cells import draw_cell
from exercises.figure.text import Index, Pieces, name_pieces, width

HEIGHT = 22.0
GAP = 4.0
BRACKET = 7.0
LABEL = 12.0
NAME = 22.0
"""Height of the name above its cells."""
TALLEST_VECTOR = 6
"""A longer vector lies down."""
WIDEST, NARROWEST = 54.0, 46.0
"""Width of a cell, in a row of at most two and in one of four or more."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, all of one step or one given."""

    label: Pieces
    rows: tuple[tuple[Item, ...], ...]

    @property
    def lane(self) -> Lane:
        """What the cells are."""
        return self.rows[0][0].lane

    @property
    def is_single(self) -> bool:
        """Whether there is only one cell, so that no brackets are needed."""
        return len(self.rows) == len(self.rows[0]) == 1

    @property
    def cell(self) -> float:
        """Width of a cell: the more stand side by side, the narrower."""
        return max(NARROWEST, min(WIDEST, WIDEST - 4 * (len(self.rows[0]) - 2)))

    @property
    def size(self) -> Point:
        """Width and height of the cells with their brackets, without the name."""
        across, down = len(self.rows[0]), len(self.rows)
        brackets = 0 if self.is_single else 2 * BRACKET
        return across * (self.cell + GAP) - GAP + brackets, down * (HEIGHT + GAP) - GAP

    @property
    def wide(self) -> float:
        """Width with the name."""
        return max(self.size[0], width(self.label, LABEL))


def given_grid(book: CellBook, name: str) -> Grid:
    """The grid of a given."""
    return _grid(name_pieces(name), book.shape(name), lambda index: book.printed(name, index))


def step_grid(book: CellBook, name: str, lane: Lane) -> Grid:
    """The grid of a step."""
    return _grid(name_pieces(name), book.shape(name), lambda index: book.cell(name, index, lane))


def arrived_grid(book: CellBook, name: str) -> Grid:
    """The grid of the printed slope that arrives at a value."""
    shape = book.shape(book.arriving[name])
    return _grid(arrived_label(book, name), shape, lambda index: book.arrived(name, index))


def arrived_label(book: CellBook, name: str) -> Pieces:
    """As in ``dE/dY = U``; the name alone if it is not all that flows back to the value."""
    given = name_pieces(book.arriving[name])
    if book.derivatives(name) or any(name in step.inputs for step in book.forward):
        return given
    return (*name_pieces(f"d{book.end}/d{name}"), (" = ", 0), *given)


def _grid(label: Pieces, shape: tuple[int, ...], cell: Callable[[Index], Item]) -> Grid:
    return Grid(label, tuple(tuple(map(cell, row)) for row in _indices(shape)))


def _indices(shape: tuple[int, ...]) -> Iterable[list[Index]]:
    """Cells by rows: a vector stands up unless it is long, and matrices of a stack follow on."""
    cells = cells_of(shape)
    if len(shape) == 1 and len(cells) <= TALLEST_VECTOR:
        return [[cell] for cell in cells]
    across = shape[-1] if shape else 1
    return [cells[i : i + across] for i in range(0, len(cells), across)]


def draw_grid(canvas: Canvas, grid: Grid, x: float, y: float) -> None:
    """Draw the cells with their brackets, whose left upper corner is (x, y)."""
    wide, tall = grid.size
    left = x if grid.is_single else x + BRACKET
    for r, row in enumerate(grid.rows):
        for c, item in enumerate(row):
            corner = left + c * (grid.cell + GAP), y + r * (HEIGHT + GAP)
            draw_cell(canvas, item, Box(*corner, grid.cell, HEIGHT, "cell"))
    if not grid.is_single:
        _draw_brackets(canvas, Box(x, y - 2, wide, tall + 4))


def _draw_brackets(canvas: Canvas, box: Box) -> None:
    for x, inward in ((box.x + 1, 4), (box.x + box.w - 1, -4)):
        canvas.path(
            f"M{x + inward:.6g} {box.y:.6g}H{x:.6g}V{box.y + box.h:.6g}H{x + inward:.6g}",
            "fig-bracket",
        )
