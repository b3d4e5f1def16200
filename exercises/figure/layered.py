"""A layered network: columns of units from left to right, or rows from top to bottom.

Places are written as (along, across): along the way of the values, and across it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from exercises.figure.book import CellBook
from exercises.figure.canvas import Canvas, Point, bend, straight
from exercises.figure.cards import Card, Measure, Slot, card_reach, card_width, draw_card, glyph_x
from exercises.figure.cells import address
from exercises.figure.chips import STACK, draw_chip, weight_index
from exercises.figure.deck import loss_card, source_cards, unit_cards
from exercises.figure.frame import draw_flow_captions
from exercises.figure.net import Layer, Net
from exercises.figure.plan import NARROW, TOP, Plan, given_below, plan_layers, stack, tall_row
from exercises.figure.strips import bands_width, collect_bands, draw_bands
from exercises.figure.wiring import Row, label_spots

WIDTH = 1100.0
MARGIN = 20.0
STRETCH = 70.0
"""A gap between layers grows by at most this much to fill the width."""


@dataclass(frozen=True, slots=True)
class Rank:
    """Cards side by side: where their wires end (``near``) and begin (``far``), along."""

    cards: Sequence[Card]
    measure: Measure
    near: float
    middle: float
    far: float
    row: Row
    vertical: bool

    def card_at(self, i: int) -> Point:
        """Middle of a card as (x, y)."""
        return _xy(self.vertical, self.middle, self.row[i])

    def glyph(self, i: int) -> Point:
        """Middle of a glyph as (x, y)."""
        x, y = self.card_at(i)
        return glyph_x(self.cards[i], x, self.measure), y

    @property
    def ports(self) -> Row:
        """Where wires are fastened, across."""
        x, y = self.glyph(0)
        first = x if self.vertical else y
        return Row(self.row.count, self.row.pitch, self.row.middle + first - self.row[0])


def draw_layered(canvas: Canvas, book: CellBook, net: Net, vertical: bool) -> Point:
    """Draw the network, and below it what found no place in it; returns width and height."""
    plans = plan_layers(book, net, vertical)
    decks = _decks(book, net, plans, vertical)
    ranks, size = _place(net, plans, decks, vertical)
    _draw_network(canvas, book, net, plans, ranks)
    bands = collect_bands(book, given_below(net, plans))
    wide = size[0] if vertical else max(size[0], min(WIDTH, bands_width(bands)))
    draw_flow_captions(canvas, wide, vertical)
    return draw_bands(canvas, bands, (wide, size[1]))


def _decks(book: CellBook, net: Net, plans: Sequence[Plan], vertical: bool) -> list[list[Card]]:
    decks = [source_cards(book, net)]
    for layer, plan in zip(net.layers, plans, strict=True):
        decks.append(unit_cards(book, layer, plan.bias))
    loss = loss_card(book, net)
    if loss and vertical:
        # The wire comes from above: the loss itself stands below its box.
        loss = replace(loss, slots=(Slot(below=loss.slots[0].above),))
    return [*decks, [loss]] if loss else decks


def _place(
    net: Net, plans: Sequence[Plan], decks: Sequence[list[Card]], vertical: bool
) -> tuple[list[Rank], Point]:
    measures = [_measure(deck, vertical) for deck in decks]
    depths = [_depth(d, m, vertical) for d, m in zip(decks, measures, strict=True)]
    gaps = _gaps(net, plans, decks, vertical)
    start = TOP if vertical else MARGIN
    end = start + sum(map(sum, depths)) + sum(gaps)
    if not vertical:
        gaps = _stretched(gaps, WIDTH - MARGIN - end)
        end = start + sum(map(sum, depths)) + sum(gaps)
    line = None if vertical else stack(plans, decks, measures)
    ranks = []
    for deck, measure, (back, ahead), gap in zip(decks, measures, depths, [*gaps, 0], strict=True):
        middle = start + back
        row = Row(len(deck), line.pitch, line.middle) if line else tall_row(len(deck))
        ranks.append(Rank(deck, measure, start, middle, middle + ahead, row, vertical))
        start = middle + ahead + gap
    return ranks, (end + MARGIN, 2 * line.middle - TOP + 14) if line else (NARROW, end + 8)


def _stretched(gaps: Sequence[float], free: float) -> list[float]:
    extra = max(0.0, min(STRETCH, free / len(gaps)))
    return [gap + extra for gap in gaps]


def _measure(deck: Sequence[Card], vertical: bool) -> Measure:
    if not vertical:
        return Measure(gap=8, lead=5)
    columns = len(deck[0].slots) + bool(deck[0].bias)
    return Measure(cell=min(54.0, tall_row(len(deck)).pitch / columns - 4), gap=4, lead=5)


def _depth(deck: Sequence[Card], measure: Measure, vertical: bool) -> Point:
    """How far the cards of a layer reach back and ahead, along."""
    if vertical:
        above, below = card_reach(deck[0], measure)
        return above + 2, below + 2
    half = card_width(deck[0], measure) / 2
    return half, half


def _gaps(
    net: Net, plans: Sequence[Plan], decks: Sequence[list[Card]], vertical: bool
) -> list[float]:
    gaps = [_gap(plan, layer, vertical) for plan, layer in zip(plans, net.layers, strict=True)]
    last = 34.0 if vertical else 30.0 + 22 * (len(decks[-2]) - 1)
    return [*gaps, last] if net.loss else gaps


def _gap(plan: Plan, layer: Layer, vertical: bool) -> float:
    if vertical:
        return STACK + 90 if plan.chips else 56.0
    fan = max(layer.fan_in, layer.units) - 1
    return 120.0 + 26 * fan if plan.chips else 60.0 + 24 * fan


def _draw_network(
    canvas: Canvas, book: CellBook, net: Net, plans: Sequence[Plan], ranks: Sequence[Rank]
) -> None:
    for before, after in pairwise(ranks):
        _draw_stems(canvas, before, after)
    for k, (layer, plan) in enumerate(zip(net.layers, plans, strict=True)):
        if plan.chips:
            _draw_labelled_wires(canvas, book, layer, plan, ranks[k], ranks[k + 1])
        else:
            _draw_plain_wires(canvas, book, layer, ranks[k], ranks[k + 1])
    if net.loss:
        for *_, start, end in _edges(ranks[-2], ranks[-1]):
            canvas.path(bend(start, end, ranks[0].vertical), "fig-wire")
    for rank in ranks:
        for i, card in enumerate(rank.cards):
            draw_card(canvas, card, rank.card_at(i), rank.measure)


def _draw_stems(canvas: Canvas, before: Rank, after: Rank) -> None:
    """The straight pieces between a glyph and the edge of its card."""
    vertical = before.vertical
    for i in range(before.row.count):
        canvas.line(before.glyph(i), _xy(vertical, before.far, before.ports[i]), "fig-wire")
    for j, card in enumerate(after.cards):
        x, y = after.glyph(j)
        w, h = card.glyph.size()
        end = (x, y - h / 2) if vertical else (x - w / 2, y)
        canvas.arrow(_xy(vertical, after.near, after.ports[j]), end, "fig-wire")


def _edges(before: Rank, after: Rank) -> Iterator[tuple[int, int, Point, Point]]:
    vertical = before.vertical
    for i, j in product(range(before.row.count), range(after.row.count)):
        start = _xy(vertical, before.far, before.ports[i])
        yield i, j, start, _xy(vertical, after.near, after.ports[j])


def _draw_plain_wires(
    canvas: Canvas, book: CellBook, layer: Layer, before: Rank, after: Rank
) -> None:
    step = book.asked_gradient(layer.weight)
    for i, j, start, end in _edges(before, after):
        links = address(step, weight_index(layer, i, j))
        canvas.path(straight(start, end), "fig-wire is-dense", links)


def _draw_labelled_wires(
    canvas: Canvas, book: CellBook, layer: Layer, plan: Plan, before: Rank, after: Rank
) -> None:
    share, spots = label_spots(before.ports, after.ports, plan.room)
    vertical, along = before.vertical, before.far + share * (after.near - before.far)
    step = book.asked_gradient(layer.weight)
    for i, j, start, end in _edges(before, after):
        spot = _xy(vertical, along, spots[i, j])
        index = weight_index(layer, i, j)
        d = bend(start, spot, vertical) + bend(spot, end, vertical)
        canvas.path(d, "fig-wire", address(step, index))
        draw_chip(canvas, book, layer, index, spot, plan.cells)


def _xy(vertical: bool, along: float, across: float) -> Point:
    return (across, along) if vertical else (along, across)
