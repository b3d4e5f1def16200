"""Any other graph: a box per op, in ranks by longest path. New ops need no change here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from exercises.figure.book import CellBook, Lane
from exercises.figure.boxes import box_text
from exercises.figure.canvas import Box, Canvas, Point, bend, straight
from exercises.figure.curves import CURVES
from exercises.figure.frame import draw_caption, draw_flow_captions
from exercises.figure.glyphs import NAME_SIZE, Glyph, OpBox, Source, Word
from exercises.figure.graph import Graph, graph_of
from exercises.figure.grid import Grid, arrived_grid, arrived_label, given_grid, step_grid
from exercises.figure.node import Node, draw_node
from exercises.figure.plan import NARROW
from exercises.figure.ranking import Place
from exercises.figure.sites import Layout, arrange, xy
from exercises.figure.strips import (
    Band,
    bands_width,
    collect_bands,
    draw_bands,
    flow_bands,
    least_width,
)
from exercises.figure.style import WIDTH, Style
from exercises.figure.text import Pieces, name_pieces, number, width

ROOMY, SMALL = 80.0, 11.5
"""A box with wider text has it in smaller letters."""
CAPTIONS = 320.0
"""Width of the captions of a graph."""


def draw_circuit(canvas: Canvas, book: CellBook, style: Style) -> Point:
    """Draw the graph, and beside or below it what else has no place; returns the size."""
    graph = graph_of(book, listed=style.listed)
    if not graph.steps:
        least = NARROW if style.vertical else WIDTH
        return draw_bands(canvas, collect_bands(book, ()), (least, 0))
    names = dict.fromkeys(n for step, inputs in graph.inputs.items() for n in (*inputs, step))
    nodes: dict[Place, Node] = {name: _node(book, graph, name, style) for name in names}
    drawn = {n for step in graph.steps.values() for n in step.inputs}
    givens = [n for n in book.given if n in drawn and n not in book.shown]
    layout = arrange(graph.inputs, nodes, style)
    _draw_wires(canvas, graph, nodes, layout)
    for name, node in nodes.items():
        site = layout.sites[name]
        draw_node(canvas, node, xy(style, site.along, site.across), style)
    bands = collect_bands(book, givens)
    return _draw_around(canvas, book, bands, layout.size, style)


def _node(book: CellBook, graph: Graph, name: str, style: Style) -> Node:
    glyph = _glyph(book, graph, name, style)
    if name in graph.exits or (book.shape(name) and not style.inline):
        return Node(_named(glyph, name, book.shape(name)))
    below = [step_grid(book, step, "backward") for step in book.derivatives(name)]
    if name in book.arriving:
        below.insert(0, arrived_grid(book, name))
    above = _value(book, name)
    return Node(glyph if above else _named(glyph, name, ()), above, tuple(below))


def _value(book: CellBook, name: str) -> Grid | None:
    if name in book.given:
        return given_grid(book, name)
    lane: Lane = "update" if book.steps[name].phase == "update" else "forward"
    return step_grid(book, name, lane) if book.is_seen(name) else None


def _glyph(book: CellBook, graph: Graph, name: str, style: Style) -> Glyph:
    if name in graph.exits:
        return Word((("loss", 0),) if style.inline else arrived_label(book, graph.exits[name]))
    step = graph.steps.get(name)
    if step is None:
        return Source(name_pieces(name))
    book.shown.update(graph.settings[name])
    notes = tuple(_setting(book, each) for each in graph.settings[name])
    curve = step.op if step.op in CURVES else None
    text = box_text(book, step, NAME_SIZE)
    letters = NAME_SIZE if width(text, NAME_SIZE) <= ROOMY else SMALL
    return OpBox(text, notes, curve, letters)


def _setting(book: CellBook, name: str) -> Pieces:
    return (*name_pieces(name), (f" = {number(book.given[name])}", 0))


def _named(glyph: Glyph, name: str, shape: tuple[int, ...]) -> Glyph:
    """A box whose value stands elsewhere, or nowhere, says what it is called."""
    if not isinstance(glyph, OpBox):
        return glyph
    size = " " + "×".join(map(str, shape)) if len(shape) > 1 else ""
    note = (*name_pieces(name), *(((size, 0),) if size else ()))
    return replace(glyph, notes=(note, *glyph.notes))


def _draw_around(
    canvas: Canvas, book: CellBook, bands: list[Band], size: Point, style: Style
) -> Point:
    """The captions above the graph, and the bands beside or below it."""
    if style.aside and bands:
        left = max(size[0], CAPTIONS)
        room = min(max(WIDTH - left, least_width(bands)), bands_width(bands))
        _draw_captions(canvas, book, left, style)
        bottom = flow_bands(canvas, bands, Box(left, 0, room, 0))
        return left + room, max(size[1], bottom)
    wide = max(size[0], NARROW, least_width(bands))
    wide = wide if style.vertical else max(wide, min(WIDTH, bands_width(bands)))
    _draw_captions(canvas, book, wide, style)
    return draw_bands(canvas, bands, (wide, size[1]))


def _draw_captions(canvas: Canvas, book: CellBook, wide: float, style: Style) -> None:
    if book.forward:
        return draw_flow_captions(canvas, wide, style.vertical)
    arrow = "↓" if style.vertical else "→"
    return draw_caption(canvas, (14, 18), ((f"Values after the step {arrow}", 0),), "update")


def _draw_wires(canvas: Canvas, graph: Graph, nodes: Mapping[Place, Node], layout: Layout) -> None:
    style = layout.style
    for route in layout.ranking.routes.values():
        last = layout.sites[route[-1]]
        along = last.along - nodes[route[-1]].glyph.size()[style.vertical] / 2
        tip = xy(style, along, last.across)
        kind = "fig-wire fig-rest" if route[-1] in graph.exits else "fig-wire"
        canvas.path(_way(route, tip, layout), kind)
        canvas.head(xy(style, along - 9, last.across), tip)


def _way(route: Sequence[Place], tip: Point, layout: Layout) -> str:
    """Path data of a wire from the middle of a node to the border of another."""
    style, d = layout.style, ""
    for here, there in pairwise(route):
        start, end = layout.sites[here], layout.sites[there]
        leave = xy(style, start.along + start.ahead, start.across)
        arrive = xy(style, end.along - end.back, end.across)
        d += straight(xy(style, start.along, start.across), leave)
        d += bend(leave, arrive, style.vertical)
        if there is not route[-1]:
            d += straight(arrive, xy(style, end.along, end.across))
    return d + straight(arrive, tip)
