"""Bands below the network: matrices, and every other step that has no place on a wire."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from exercises.figure.book import CellBook, Item, Lane, cells_of
from exercises.figure.canvas import Box, Canvas, Point
from exercises.figure.cells import draw_cell
from exercises.figure.frame import draw_caption, draw_lane, update_words
from exercises.figure.subject import DrawnStep
from exercises.figure.text import Index, Pieces, name_pieces, width

CELL = 54.0
HEIGHT = 22.0
GAP = 6.0
BRACKET = 7.0
CAPTION_ROOM = 30.0
LABEL_ROOM = 22.0
MARGIN = 14.0
TALLEST_VECTOR = 6
"""A longer vector lies down."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A scalar, vector or matrix with its name."""

    label: Pieces
    rows: tuple[tuple[Item, ...], ...]

    @property
    def is_single(self) -> bool:
        """Whether there is only one cell, so that no brackets are needed."""
        return len(self.rows) == len(self.rows[0]) == 1

    @property
    def size(self) -> Point:
        """Width and height with label and brackets."""
        across, down = len(self.rows[0]), len(self.rows)
        inner = across * (CELL + GAP) - GAP + 2 * BRACKET
        return max(inner, width(self.label, 12)), LABEL_ROOM + down * (HEIGHT + GAP)


@dataclass(frozen=True, slots=True)
class Band:
    """Grids of one kind under a caption."""

    lane: Lane | Literal["given"]
    caption: Pieces
    grids: Sequence[Grid]


def collect_bands(book: CellBook, givens: Sequence[str]) -> list[Band]:
    """Bands for these givens and for all cells that the drawing has not shown."""
    rest = book.rest()
    updates = set(book.updates.values())
    sorts: list[tuple[Lane, Pieces, list[str]]] = [
        ("forward", (("Forward values", 0),), _names(rest, "forward", "loss")),
        ("backward", (("Gradients", 0),), _names(rest, "backward")),
        ("update", update_words(book), [n for n in _names(rest, "update") if n in updates]),
        (
            "update",
            (("After the step", 0),),
            [n for n in _names(rest, "update") if n not in updates],
        ),
    ]
    given = Band("given", (("Given", 0),), [_given_grid(book, name) for name in givens])
    bands = [
        Band(lane, caption, [_step_grid(book, name, lane) for name in names])
        for lane, caption, names in sorts
    ]
    return [band for band in (given, *bands) if band.grids]


def _names(steps: Iterable[DrawnStep], *phases: str) -> list[str]:
    return [step.name for step in steps if step.phase in phases]


def bands_width(bands: Iterable[Band]) -> float:
    """Width at which every band fits in one row."""
    needed = (sum(grid.size[0] + MARGIN for grid in band.grids) + MARGIN for band in bands)
    return max(needed, default=0.0)


def draw_bands(canvas: Canvas, bands: Sequence[Band], size: Point) -> Point:
    """Draw bands below a drawing of this size; returns the new size, wider if a grid needs it."""
    widest = max((grid.size[0] for band in bands for grid in band.grids), default=0.0)
    wide, y = max(size[0], widest + 2 * MARGIN), size[1]
    for band in bands:
        rows = list(_wrap(band.grids, wide - 2 * MARGIN))
        tall = CAPTION_ROOM + sum(_row_height(row) for row in rows)
        draw_lane(canvas, Box(4, y + 4, wide - 8, tall), band.lane)
        draw_caption(canvas, (MARGIN, y + 20), band.caption, band.lane)
        _draw_rows(canvas, rows, y + CAPTION_ROOM)
        y += tall + 8
    return wide, y


def _given_grid(book: CellBook, name: str) -> Grid:
    rows = _indices(book.shape(name))
    items = tuple(tuple(book.printed(name, index) for index in row) for row in rows)
    return Grid(name_pieces(name), items)


def _step_grid(book: CellBook, name: str, lane: Lane) -> Grid:
    rows = _indices(book.shape(name))
    items = tuple(tuple(book.cell(name, index, lane) for index in row) for row in rows)
    return Grid(name_pieces(name), items)


def _indices(shape: tuple[int, ...]) -> list[list[Index]]:
    """Cells by rows: a vector stands up unless it is long, and matrices of a stack follow on."""
    cells = cells_of(shape)
    if len(shape) == 1 and len(cells) <= TALLEST_VECTOR:
        return [[cell] for cell in cells]
    across = shape[-1] if shape else 1
    return [cells[i : i + across] for i in range(0, len(cells), across)]


def _wrap(grids: Iterable[Grid], room: float) -> Iterator[list[Grid]]:
    row: list[Grid] = []
    used = 0.0
    for grid in grids:
        wide = grid.size[0] + MARGIN
        if row and used + wide > room + MARGIN:
            yield row
            row, used = [], 0.0
        row.append(grid)
        used += wide
    yield row


def _row_height(row: Sequence[Grid]) -> float:
    return max(grid.size[1] for grid in row) + 8


def _draw_rows(canvas: Canvas, rows: Iterable[Sequence[Grid]], y: float) -> None:
    for row in rows:
        x = MARGIN
        for grid in row:
            _draw_grid(canvas, grid, x, y)
            x += grid.size[0] + MARGIN
        y += _row_height(row)


def _draw_grid(canvas: Canvas, grid: Grid, x: float, y: float) -> None:
    wide, tall = grid.size
    lane = grid.rows[0][0].lane
    middle = x + wide / 2
    canvas.text((middle, y + 9), grid.label, f"fig-heading fig-{lane}", 12, what="label")
    inner = len(grid.rows[0]) * (CELL + GAP) - GAP
    left, top = middle - inner / 2, y + LABEL_ROOM
    for r, row in enumerate(grid.rows):
        for c, item in enumerate(row):
            corner = left + c * (CELL + GAP), top + r * (HEIGHT + GAP)
            draw_cell(canvas, item, Box(*corner, CELL, HEIGHT, "cell"))
    if not grid.is_single:
        _draw_brackets(canvas, Box(left, top, inner, tall - LABEL_ROOM - GAP))


def _draw_brackets(canvas: Canvas, box: Box) -> None:
    top, bottom = box.y - 2, box.y + box.h + 2
    for x, inward in ((box.x - BRACKET + 1, 4), (box.x + box.w + BRACKET - 1, -4)):
        canvas.path(
            f"M{x + inward:.6g} {top:.6g}H{x:.6g}V{bottom:.6g}H{x + inward:.6g}", "fig-bracket"
        )
