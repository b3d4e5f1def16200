"""The number of a weight on its wire, with the cell of its gradient under it."""

from exercises.figure.book import CellBook
from exercises.figure.canvas import Box, Canvas, Point
from exercises.figure.cells import HEIGHT, draw_cell
from exercises.figure.net import Layer
from exercises.figure.text import Index, cut

WIDTH = 46.0
CHIP = 20.0
STACK = CHIP + HEIGHT
"""Height of a chip with the cell of its gradient."""


def weight_index(layer: Layer, i: int, j: int) -> Index:
    """Index of the weight from input ``i`` to unit ``j``; weights are laid out (out, in)."""
    return ((), (i,), (j, i))[layer.rank]


def draw_chip(
    canvas: Canvas, book: CellBook, layer: Layer, index: Index, at: Point, with_cell: bool
) -> None:
    """Draw a chip, or a chip and a cell, with their common middle on the wire."""
    x, y = at
    gradient = book.gradient(layer.weight, index) if with_cell else None
    top = y - (STACK if gradient else CHIP) / 2
    chip = Box(x - WIDTH / 2, top, WIDTH, CHIP, "chip")
    canvas.rect(chip, "fig-weight fig-chip", CHIP / 2)
    text = cut(book.printed(layer.weight, index).text, 6)
    canvas.text((x, top + CHIP / 2), ((text, 0),), "fig-weight-text", 11.5)
    canvas.claim(chip)
    if gradient:
        draw_cell(canvas, gradient, Box(x - WIDTH / 2, top + CHIP, WIDTH, HEIGHT, "cell"))
