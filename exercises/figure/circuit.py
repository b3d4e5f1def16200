"""Any other graph: a box per op, in ranks by longest path. New ops need no change here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exercises.figure.book import CellBook
from exercises.figure.canvas import Canvas, Point, bend, straight
from exercises.figure.cards import (
    Card,
    Measure,
    beside_width,
    card_reach,
    card_width,
    draw_card,
)
from exercises.figure.curves import CURVES, sign
from exercises.figure.deck import slot
from exercises.figure.frame import draw_flow_captions
from exercises.figure.glyphs import OpBox, Source
from exercises.figure.plan import NARROW, TOP
from exercises.figure.ranking import Place, Ranking, rank_graph
from exercises.figure.strips import bands_width, collect_bands, draw_bands
from exercises.figure.text import Pieces, name_pieces

MARGIN = 20.0
WIDTH = 1100.0
BEND_ROOM = 26.0
"""Width of the lane of a wire that passes a rank."""
WIDE = Measure(lead=5)
TALL = Measure(cell=54, gap=6, lead=5, beside=True)


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a thing reaches back and ahead along, and to both sides across."""

    back: float
    ahead: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Site:
    """Where something stands: its middle along and across, and its reach back and ahead."""

    along: float
    across: float
    back: float
    ahead: float


def draw_circuit(canvas: Canvas, book: CellBook, vertical: bool) -> Point:
    """Draw the graph, and below it matrices and what else has no place; returns the size."""
    inputs = {step.name: list(step.inputs) for step in book.forward}
    used = {name for sources in inputs.values() for name in sources}
    below = [name for name in book.given if name in used and book.shape(name)]
    if not inputs:
        return draw_bands(canvas, collect_bands(book, below), (_least(vertical), 0))
    ranking = rank_graph(inputs)
    cards: dict[Place, Card] = {
        name: _card(book, name) for rank in ranking.ranks for name in rank if isinstance(name, str)
    }
    sites, size = _place(ranking, cards, vertical)
    _draw_wires(canvas, ranking, cards, sites, vertical)
    for name, card in cards.items():
        site = sites[name]
        draw_card(canvas, card, _xy(vertical, site.along, site.across), _measure(vertical))
    bands = collect_bands(book, below)
    wide = max(size[0], NARROW, 0 if vertical else min(WIDTH, bands_width(bands)))
    draw_flow_captions(canvas, wide, vertical)
    return draw_bands(canvas, bands, (wide, size[1]))


def _least(vertical: bool) -> float:
    return NARROW if vertical else WIDTH


def _card(book: CellBook, name: str) -> Card:
    shape = book.shape(name)
    slots = () if shape else (slot(book, name, ()),)
    if name not in book.steps:
        return Card(Source(name_pieces(name)), slots)
    notes = (_named(name, shape),) if shape else ()
    op = book.steps[name].op
    # A curve says nothing of a matrix's shape, so with small print the op is named.
    curve = op if op in CURVES and not notes else None
    return Card(OpBox(((sign(op), 0),), notes, curve), slots)


def _named(name: str, shape: tuple[int, ...]) -> Pieces:
    return (*name_pieces(name), (" " + "×".join(map(str, shape)), 0))


def _measure(vertical: bool) -> Measure:
    return TALL if vertical else WIDE


def _place(
    ranking: Ranking, cards: Mapping[Place, Card], vertical: bool
) -> tuple[dict[Place, Site], Point]:
    extents = {
        place: _extent(cards.get(place), vertical) for rank in ranking.ranks for place in rank
    }
    across = max(_breadth(rank, extents) for rank in ranking.ranks)
    across = max(across, NARROW - 2 * MARGIN) if vertical else across
    along, begin = (TOP, MARGIN) if vertical else (MARGIN, TOP)
    sites: dict[Place, Site] = {}
    for k, rank in enumerate(ranking.ranks):
        back = max(extents[place].back for place in rank)
        ahead = max(extents[place].ahead for place in rank)
        for place, middle in _spread(rank, extents, begin, across):
            sites[place] = Site(along + back, middle, back, ahead)
        along += back + ahead + _gap(ranking, k, vertical)
    end = along + MARGIN
    return sites, ((across + 2 * MARGIN, end) if vertical else (end, begin + across + 8))


def _breadth(rank: Sequence[Place], extents: Mapping[Place, Extent]) -> float:
    return sum(extents[place].before + extents[place].after for place in rank)


def _spread(
    rank: Sequence[Place], extents: Mapping[Place, Extent], begin: float, across: float
) -> Iterator[tuple[Place, float]]:
    """Middles of the places of a rank, with the free room shared out evenly."""
    free = (across - _breadth(rank, extents)) / len(rank)
    edge = begin
    for place in rank:
        middle = edge + free / 2 + extents[place].before
        yield place, middle
        edge = middle + extents[place].after + free / 2


def _extent(card: Card | None, vertical: bool) -> Extent:
    """The extent of a card; ``None`` is a passing wire."""
    if card is None:
        return Extent(0, 0, BEND_ROOM / 2, BEND_ROOM / 2)
    half = card_width(card, _measure(vertical)) / 2
    above, below = card_reach(card, _measure(vertical))
    if vertical:
        labels = TALL.cell / 2 + beside_width(card) + 4
        return Extent(above + 2, below + 2, half + 4, max(half + 4, labels))
    return Extent(half, half, above + 6, below + 6)


def _gap(ranking: Ranking, k: int, vertical: bool) -> float:
    if k + 1 == len(ranking.ranks):
        return 0.0
    crowd = max(len(ranking.ranks[k]), len(ranking.ranks[k + 1]))
    return 34.0 + 8 * crowd if vertical else 40.0 + 10 * crowd


def _draw_wires(
    canvas: Canvas,
    ranking: Ranking,
    cards: Mapping[Place, Card],
    sites: Mapping[Place, Site],
    vertical: bool,
) -> None:
    for route in ranking.routes.values():
        for here, there in pairwise(route):
            start, end = sites[here], sites[there]
            leave = _xy(vertical, start.along + start.ahead, start.across)
            arrive = _xy(vertical, end.along - end.back, end.across)
            d = straight(_xy(vertical, start.along, start.across), leave)
            d += bend(leave, arrive, vertical)
            d += straight(arrive, _xy(vertical, end.along, end.across))
            canvas.path(d, "fig-wire")
        last = sites[route[-1]]
        tip = last.along - cards[route[-1]].glyph.size()[vertical] / 2
        canvas.head(_xy(vertical, tip - 9, last.across), _xy(vertical, tip, last.across))


def _xy(vertical: bool, along: float, across: float) -> Point:
    return (across, along) if vertical else (along, across)
