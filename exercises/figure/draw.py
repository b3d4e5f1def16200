"""Chooses how a variant is drawn: a chain, layers, or a circuit of any ops."""

from collections.abc import Mapping

from exercises.figure.canvas import Canvas, Point
from exercises.figure.chain import draw_chain, is_chain
from exercises.figure.chain_tall import draw_tall_chain
from exercises.figure.circuit import draw_circuit
from exercises.figure.frame import svg
from exercises.figure.layered import draw_layered
from exercises.figure.network import Network, find_network
from exercises.figure.sheet import Drawable, Sheet
from exercises.figure.state import CellState
from exercises.figure.words import describe


def draw_svg(
    variant: Drawable, cells: Mapping[str, CellState] | None = None, *, vertical: bool = False
) -> str:
    """The network of a variant as one ``<svg>``, with every cell that the student fills.

    ``cells`` maps a cell's key (``cell_key``) to what stands in it; a missing cell is empty.
    ``vertical`` is the narrow form for phones.
    """
    canvas, size, words = compose(variant, cells, vertical)
    return svg(canvas, size, variant.title, words, vertical)


def compose(
    variant: Drawable, cells: Mapping[str, CellState] | None, vertical: bool
) -> tuple[Canvas, Point, str]:
    """The elements of the drawing, its size, and the drawing in words."""
    sheet = Sheet(variant, cells)
    network = find_network(sheet)
    canvas = Canvas()
    size = _draw(canvas, sheet, network, vertical)
    return canvas, size, describe(sheet, network)


def _draw(canvas: Canvas, sheet: Sheet, network: Network | None, vertical: bool) -> Point:
    if network and is_chain(network):
        draw = draw_tall_chain if vertical else draw_chain
        return draw(canvas, sheet, network)
    if network:
        return draw_layered(canvas, sheet, network, vertical)
    return draw_circuit(canvas, sheet, vertical)
