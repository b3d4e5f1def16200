"""Chooses how a variant is drawn: a chain, layers, or a circuit of any ops."""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.figure.book import CellBook
from exercises.figure.canvas import Canvas, Point
from exercises.figure.chain import draw_chain, is_chain
from exercises.figure.chain_tall import draw_tall_chain
from exercises.figure.circuit import draw_circuit
from exercises.figure.frame import svg
from exercises.figure.layered import draw_layered
from exercises.figure.net import Net, find_net
from exercises.figure.state import CellState
from exercises.figure.strips import collect_bands, draw_bands
from exercises.figure.style import styles
from exercises.figure.subject import Subject, filled_in, subject_of
from exercises.figure.words import describe
from exercises.variant import Variant


def draw_svg(
    variant: Variant, cells: Mapping[str, CellState] | None = None, *, vertical: bool = False
) -> str:
    """The network of a variant as one ``<svg>``, with every cell that the student fills.

    ``cells`` maps a cell's key (``cell_key``) to what stands in it; a missing cell is empty.
    ``vertical`` is the narrow form for phones.
    """
    known = filled_in(variant) | dict(cells or {})
    return draw_subject(subject_of(variant), known, vertical=vertical)


def draw_subject(
    subject: Subject, cells: Mapping[str, CellState] | None = None, *, vertical: bool = False
) -> str:
    """The same for a subject, whose ops may be any words."""
    drawing = compose(subject, cells, vertical=vertical)
    classes = f"fig {drawing.kind} {'fig-tall' if vertical else 'fig-wide'}"
    return svg(drawing.canvas, drawing.size, classes, subject.title, drawing.words)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The elements of a drawing, its width and height, and the drawing in words."""

    canvas: Canvas
    size: Point
    kind: str
    words: str


def compose(
    subject: Subject, cells: Mapping[str, CellState] | None = None, *, vertical: bool = False
) -> Drawing:
    """Place everything."""
    book = CellBook(subject, cells or {})
    net = find_net(book)
    if net is None:
        return _best_circuit(subject, cells or {}, vertical)
    canvas = Canvas()
    if is_chain(net):
        size = _draw_chain(canvas, book, net, vertical)
        return Drawing(canvas, size, "fig-chain", describe(book, net))
    size = draw_layered(canvas, book, net, vertical)
    return Drawing(canvas, size, "fig-net", describe(book, net))


def _draw_chain(canvas: Canvas, book: CellBook, net: Net, vertical: bool) -> Point:
    size = (draw_tall_chain if vertical else draw_chain)(canvas, book, net)
    return draw_bands(canvas, collect_bands(book, ()), size)


def _best_circuit(subject: Subject, cells: Mapping[str, CellState], vertical: bool) -> Drawing:
    """The circuit laid out in every style; the lowest that is not too wide."""
    drawn = []
    for style in styles(vertical):
        canvas = Canvas()
        size = draw_circuit(canvas, CellBook(subject, cells), style)
        drawn.append((style.cost(size), canvas, size))
    _, canvas, size = min(drawn, key=lambda each: each[0])
    return Drawing(canvas, size, "fig-graph", describe(CellBook(subject, cells), None))
