"""A chain of single neurons from top to bottom: values left of the wire, gradients right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from exercises.figure.book import CellBook, Item
from exercises.figure.canvas import Box, Canvas, Point
from exercises.figure.cards import Card, Slot, draw_label
from exercises.figure.cells import HEIGHT, draw_cell
from exercises.figure.chain import chain_cards
from exercises.figure.frame import draw_caption, draw_flow_captions, draw_lane, update_words
from exercises.figure.glyphs import OpBox, Unit
from exercises.figure.net import Net

WIDTH = 380.0
WIRE = 172.0
CELL = 58.0
ROW = 36.0
GAP = 20.0
TOP = 34.0
LEFT = 86.0
"""Middle of the cells of values."""
RIGHT = 262.0
"""Middle of the cells of gradients."""
SMALL = 11.0
"""Letters of a box: there are cells left and right of it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A card on the wire: its middle, and the heights of its rows."""

    card: Card
    y: float
    rows: tuple[tuple[float, Slot], ...]
    bottom: float


def draw_tall_chain(canvas: Canvas, book: CellBook, net: Net) -> Point:
    """Draw from top to bottom; returns width and height."""
    stops = list(_stops(chain_cards(book, net)))
    bottom = stops[-1].bottom + 8
    _draw_lanes(canvas, bottom)
    _draw_wires(canvas, stops)
    for i, stop in enumerate(stops):
        _draw_stop(canvas, stop)
        if stop.card.rest:
            _draw_rest(canvas, stop.card.rest, stops[i - 1].y, stop)
    if not any(slot.update for stop in stops for _, slot in stop.rows):
        return WIDTH, bottom + 4
    draw_caption(canvas, (WIDTH - 8, bottom + 14), update_words(book), "update", "end")
    return WIDTH, bottom + 28


def _stops(cards: Sequence[Card]) -> Iterator[Stop]:
    y = TOP
    for card in cards:
        stop = _stop(_upright(card), y)
        yield stop
        y = stop.bottom + GAP


def _upright(card: Card) -> Card:
    if isinstance(card.glyph, Unit):
        return replace(card, glyph=replace(card.glyph, upright=True))
    if isinstance(card.glyph, OpBox):
        return replace(card, glyph=replace(card.glyph, letters=SMALL))
    return card


def _stop(card: Card, top: float) -> Stop:
    """Rows from ``top`` on: the bias before the glyph, its slots along it, updates after each."""
    rows: list[tuple[float, Slot]] = []
    y = top + ROW / 2
    if card.bias:
        rows.append((y, card.bias))
        y += ROW * (2 if card.bias.update else 1)
    first = y = max(y, top + card.glyph.size()[1] / 2) if len(card.slots) == 1 else y
    for slot in card.slots:
        rows.append((y, slot))
        y += ROW * (2 if slot.update else 1)
    middle = (first + rows[-1][0]) / 2
    bottom = max(y - ROW / 2, middle + card.glyph.size()[1] / 2)
    return Stop(card, middle, tuple(rows), bottom)


def _draw_lanes(canvas: Canvas, bottom: float) -> None:
    draw_lane(canvas, Box(4, 4, WIRE - 8, bottom - 4), "forward")
    draw_lane(canvas, Box(WIRE + 4, 4, WIDTH - WIRE - 8, bottom - 4), "backward")
    draw_flow_captions(canvas, WIDTH, vertical=True)


def _draw_wires(canvas: Canvas, stops: Sequence[Stop]) -> None:
    for before, stop in pairwise(stops):
        end = stop.y - stop.card.glyph.size()[1] / 2
        draw = canvas.arrow if isinstance(stop.card.glyph, Unit | OpBox) else canvas.line
        draw((WIRE, before.y), (WIRE, end), "fig-wire")


def _draw_stop(canvas: Canvas, stop: Stop) -> None:
    for y, slot in stop.rows:
        _draw_left(canvas, slot.above, y)
        _draw_right(canvas, slot.below, y)
        _draw_right(canvas, slot.update, y + ROW)
        if slot is stop.card.bias:
            _arrow_into(canvas, y, stop)
    stop.card.glyph.draw(canvas, WIRE, stop.y)


def _draw_left(canvas: Canvas, item: Item | None, y: float) -> None:
    if item:
        canvas.line((LEFT, y), (WIRE, y), "fig-leader fig-forward")
        draw_cell(canvas, item, Box.around(LEFT, y, CELL, HEIGHT, "cell"))
        draw_label(canvas, item, (LEFT - CELL / 2 - 6, y), LEFT - CELL / 2 - 10, "end")


def _draw_right(canvas: Canvas, item: Item | None, y: float) -> None:
    if item:
        if item.lane == "backward":
            canvas.line((WIRE, y), (RIGHT, y), "fig-leader fig-backward")
        draw_cell(canvas, item, Box.around(RIGHT, y, CELL, HEIGHT, "cell"))
        start = RIGHT + CELL / 2 + 6
        draw_label(canvas, item, (start, y), WIDTH - start - 4, "start")


def _draw_rest(canvas: Canvas, rest: Item, y: float, stop: Stop) -> None:
    """A bias that is only a number stands left of the weight, with an arrow into the unit."""
    draw_cell(canvas, rest, Box.around(LEFT, y, CELL, HEIGHT, "cell"))
    label = (("+", 0), *rest.label)
    at = (LEFT - CELL / 2 - 6, y)
    canvas.text(at, label, "fig-label fig-rest", 12, "end", "label")
    _arrow_into(canvas, y, stop)


def _arrow_into(canvas: Canvas, y: float, stop: Stop) -> None:
    w, h = stop.card.glyph.size()
    end = (WIRE - w / 2 + 6, stop.y - h / 2 + 8)
    canvas.arrow((LEFT + CELL / 2, y + 6), end, "fig-wire fig-rest")
