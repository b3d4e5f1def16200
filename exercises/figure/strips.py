"""Bands beside or below the network: matrices, and every step that has no place on a wire."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from exercises.figure.book import CellBook, Lane
from exercises.figure.canvas import Box, Canvas, Point
from exercises.figure.frame import CAPTION, draw_caption, draw_lane, update_words
from exercises.figure.grid import LABEL, NAME, Grid, draw_grid, given_grid, step_grid
from exercises.figure.subject import DrawnStep
from exercises.figure.text import Pieces, width

CAPTION_ROOM = 30.0
MARGIN = 14.0
EDGE = 4.0
"""From the border of a band's place to its tint."""


@dataclass(frozen=True, slots=True)
class Band:
    """Grids of one kind under a caption."""

    lane: Lane | Literal["given"]
    caption: Pieces
    grids: Sequence[Grid]

    @property
    def wide(self) -> float:
        """Width at which all stand in one row."""
        row = sum(grid.wide + MARGIN for grid in self.grids) + MARGIN
        return max(row, width(self.caption, CAPTION) + 2 * MARGIN)

    @property
    def least(self) -> float:
        """Width without which a grid does not fit."""
        widest = max(grid.wide for grid in self.grids)
        return max(widest, width(self.caption, CAPTION)) + 2 * MARGIN

    def rows(self, wide: float) -> list[list[Grid]]:
        """The grids in rows of at most this width."""
        return list(_wrap(self.grids, wide - 2 * MARGIN))

    def tall(self, wide: float) -> float:
        """Height at a width."""
        return CAPTION_ROOM + sum(_row_height(row) for row in self.rows(wide))


def collect_bands(book: CellBook, givens: Sequence[str]) -> list[Band]:
    """Bands for these givens and for all cells that the drawing has not shown."""
    rest = book.rest()
    later = _names(rest, "update")
    # Once the picture shows some of them, the caption of the others is no second "Updated".
    updates = [name for name in later if name in book.updates.values()]
    updates = updates if len(updates) == len(book.updates) else []
    sorts: list[tuple[Lane, Pieces, list[str]]] = [
        ("forward", (("Forward values", 0),), _names(rest, "forward", "loss")),
        ("backward", (("Gradients", 0),), book.grouped(_names(rest, "backward"))),
        ("update", update_words(book) if updates else (), updates),
        ("update", (("After the step", 0),), [name for name in later if name not in updates]),
    ]
    made = [
        Band(lane, caption, [step_grid(book, name, lane) for name in names])
        for lane, caption, names in sorts
    ]
    given = [given_grid(book, name) for name in (*givens, *book.left_over(givens))]
    return [band for band in (Band("given", (("Given", 0),), given), *made) if band.grids]


def _names(steps: Iterable[DrawnStep], *phases: str) -> list[str]:
    return [step.name for step in steps if step.phase in phases]


def bands_width(bands: Iterable[Band]) -> float:
    """Width at which all bands stand side by side."""
    return sum(band.wide for band in bands)


def least_width(bands: Iterable[Band]) -> float:
    """Width without which a grid does not fit."""
    return max((band.least for band in bands), default=0.0)


def draw_bands(canvas: Canvas, bands: Sequence[Band], size: Point) -> Point:
    """Draw bands below a drawing of this size; returns the new size, wider if a grid needs it."""
    wide = max(size[0], least_width(bands))
    return wide, flow_bands(canvas, bands, Box(0, size[1], wide, 0))


def flow_bands(canvas: Canvas, bands: Sequence[Band], place: Box) -> float:
    """Draw bands from the left upper corner of a place on, in rows of its width.

    Returns where they end below.
    """
    y = place.y
    for row in _lines(bands, place.w):
        spare = (place.w - sum(min(band.wide, place.w) for band in row)) / len(row)
        widths = [min(band.wide, place.w) + spare for band in row]
        tall = max(band.tall(wide) for band, wide in zip(row, widths, strict=True))
        x = place.x
        for band, wide in zip(row, widths, strict=True):
            _draw_band(canvas, band, Box(x, y, wide, tall))
            x += wide
        y += tall + 2 * EDGE
    return y


def _lines(bands: Iterable[Band], room: float) -> Iterator[list[Band]]:
    line: list[Band] = []
    for band in bands:
        if line and bands_width([*line, band]) > room:
            yield line
            line = []
        line.append(band)
    if line:
        yield line


def _draw_band(canvas: Canvas, band: Band, place: Box) -> None:
    draw_lane(canvas, Box(place.x + EDGE, place.y + EDGE, place.w - 2 * EDGE, place.h), band.lane)
    draw_caption(canvas, (place.x + MARGIN, place.y + 20), band.caption, band.lane)
    y = place.y + CAPTION_ROOM
    for row in band.rows(place.w):
        x = place.x + MARGIN
        for grid in row:
            _draw_named(canvas, grid, x, y)
            x += grid.wide + MARGIN
        y += _row_height(row)


def _wrap(grids: Iterable[Grid], room: float) -> Iterator[list[Grid]]:
    row: list[Grid] = []
    used = 0.0
    for grid in grids:
        wide = grid.wide + MARGIN
        if row and used + wide > room + MARGIN:
            yield row
            row, used = [], 0.0
        row.append(grid)
        used += wide
    yield row


def _row_height(row: Sequence[Grid]) -> float:
    return max(grid.size[1] for grid in row) + NAME + 12


def _draw_named(canvas: Canvas, grid: Grid, x: float, y: float) -> None:
    middle = x + grid.wide / 2
    heading = f"fig-heading fig-{grid.lane}"
    canvas.text((middle, y + 9), grid.label, heading, LABEL, what="label")
    draw_grid(canvas, grid, middle - grid.size[0] / 2, y + NAME)
