"""A chain of single neurons as one straight wire."""

from collections.abc import Sequence

from exercises.figure.book import CellBook, Item
from exercises.figure.canvas import Box, Canvas, Point
from exercises.figure.cards import (
    LABEL_GAP,
    LABEL_ROOM,
    Card,
    Measure,
    Slot,
    card_width,
    columns,
    draw_card,
    draw_label,
    glyph_x,
)
from exercises.figure.cells import HEIGHT, draw_cell
from exercises.figure.deck import loss_card, source_cards, unit_cards, weight_card
from exercises.figure.frame import (
    BACKWARD,
    CAPTION,
    FORWARD,
    draw_caption,
    draw_lane,
    update_words,
)
from exercises.figure.glyphs import OpBox, Unit
from exercises.figure.net import Net
from exercises.figure.text import width

HALF = 21.0
"""Half the height of a unit; all cells of a lane stand in one row, whatever is below them."""
MEASURE = Measure(lead=16, half=HALF)
WIDTH = 1100.0
MARGIN = 28.0
WIDEST_GAP = 44.0
ROW = HALF + MEASURE.lead + HEIGHT / 2
WIRE = 34 + LABEL_ROOM + HEIGHT / 2 + ROW
"""Height of the wire: the caption, the labels and the cells stand above it."""
BELOW = WIRE + ROW + HEIGHT / 2 + LABEL_ROOM + 20
"""Where the lane of the gradients ends."""
UPDATES = 42.0
"""Height of the lane of the updates."""


def is_chain(net: Net) -> bool:
    """Whether every layer is one neuron with one input."""
    return all(layer.fan_in == layer.units == 1 for layer in net.layers)


def chain_cards(book: CellBook, net: Net) -> list[Card]:
    """The cards along the wire."""
    cards = source_cards(book, net)
    for layer in net.layers:
        cards.append(weight_card(book, layer))
        cards.extend(unit_cards(book, layer, with_bias=True, chained=True))
    loss = loss_card(book, net)
    return [*cards, loss] if loss else cards


def draw_chain(canvas: Canvas, book: CellBook, net: Net) -> Point:
    """Draw from left to right; returns width and height."""
    cards = chain_cards(book, net)
    gap, total = _spread(cards)
    places = _places(cards, gap)
    updates = [x for x, slot in _all_columns(cards, places) if slot.update]
    if updates:
        words = width(update_words(book), CAPTION)
        total = max(total, updates[-1] + MEASURE.cell / 2 + words + 2 * 16)
    _draw_lanes(canvas, book, total, bool(updates))
    _draw_wires(canvas, cards, places)
    for card, x in zip(cards, places, strict=True):
        draw_card(canvas, card, (x, WIRE), MEASURE)
        _draw_updates(canvas, card, x)
    for i, card in enumerate(cards):
        if card.rest:
            _draw_rest(canvas, card.rest, glyph_x(cards[i - 1], places[i - 1], MEASURE), places[i])
    return total, BELOW + (UPDATES + 8 if updates else 0) + 4


def _spread(cards: Sequence[Card]) -> tuple[float, float]:
    needed = sum(card_width(card, MEASURE) for card in cards)
    free = (WIDTH - 2 * MARGIN - needed) / max(1, len(cards) - 1)
    # A bias after the step is named left of its cell: its card needs that room.
    least = 20.0 if any(card.bias and card.bias.update for card in cards) else 10.0
    gap = max(least, min(WIDEST_GAP, free))
    return gap, needed + gap * (len(cards) - 1) + 2 * MARGIN


def _places(cards: Sequence[Card], gap: float) -> list[float]:
    places = []
    x = MARGIN
    for card in cards:
        w = card_width(card, MEASURE)
        places.append(x + w / 2)
        x += w + gap
    return places


def _all_columns(cards: Sequence[Card], places: Sequence[float]) -> list[tuple[float, Slot]]:
    found = [
        column
        for card, x in zip(cards, places, strict=True)
        for column in columns(card, x, MEASURE)
    ]
    return sorted(found, key=lambda column: column[0])


def _draw_lanes(canvas: Canvas, book: CellBook, total: float, updates: bool) -> None:
    draw_lane(canvas, Box(4, 4, total - 8, WIRE - 8), "forward")
    draw_lane(canvas, Box(4, WIRE + 4, total - 8, BELOW - WIRE - 4), "backward")
    draw_caption(canvas, (16, 18), FORWARD, "forward")
    draw_caption(canvas, (total - 16, BELOW - 12), BACKWARD, "backward", "end")
    if updates:
        draw_lane(canvas, Box(4, BELOW + 8, total - 8, UPDATES), "update")
        middle = BELOW + 8 + UPDATES / 2
        draw_caption(canvas, (total - 16, middle), update_words(book), "update", "end")


def _draw_wires(canvas: Canvas, cards: Sequence[Card], places: Sequence[float]) -> None:
    for i in range(1, len(cards)):
        start = glyph_x(cards[i - 1], places[i - 1], MEASURE)
        end = glyph_x(cards[i], places[i], MEASURE) - cards[i].glyph.size()[0] / 2
        draw = canvas.arrow if isinstance(cards[i].glyph, Unit | OpBox) else canvas.line
        draw((start, WIRE), (end, WIRE), "fig-wire")


def _draw_updates(canvas: Canvas, card: Card, x: float) -> None:
    y = BELOW + 8 + UPDATES / 2
    for column, slot in columns(card, x, MEASURE):
        if slot.update:
            draw_cell(canvas, slot.update, Box.around(column, y, MEASURE.cell, HEIGHT, "cell"))
            draw_label(canvas, slot.update, (column - MEASURE.cell / 2 - 5, y), 60, "end")


def _draw_rest(canvas: Canvas, rest: Item, x: float, unit: float) -> None:
    """A bias that is only a number stands above the weight, with an arrow into the unit."""
    start, end = (x + 14, WIRE - ROW + HEIGHT / 2), (unit - HALF * 1.5, WIRE - HALF + 3)
    canvas.arrow(start, end, "fig-wire fig-rest")
    draw_cell(canvas, rest, Box.around(x, WIRE - ROW, MEASURE.cell, HEIGHT, "cell"))
    label = (("+", 0), *rest.label)
    canvas.text(
        (x, WIRE - ROW - HEIGHT / 2 - LABEL_GAP), label, "fig-label fig-rest", 12, what="label"
    )
