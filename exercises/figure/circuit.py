"""Any other graph: a box per op, in ranks by longest path. New ops need no change here."""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.figure.canvas import Canvas, Point, bend, straight
from exercises.figure.cards import Card, Measure, card_reach, card_width, draw_card
from exercises.figure.curves import sign
from exercises.figure.deck import slot
from exercises.figure.frame import draw_flow_captions
from exercises.figure.glyphs import OpBox, Source
from exercises.figure.plan import NARROW, TOP
from exercises.figure.ranking import Place, Ranking, rank_graph
from exercises.figure.sheet import Sheet
from exercises.figure.strips import draw_strips, strips_width
from exercises.figure.text import Pieces, name_pieces

MARGIN = 20.0
WIDTH = 1100.0
BEND_ROOM = 26.0
"""Width of the lane of a wire that passes a rank."""
WIDE = Measure(lead=5)
TALL = Measure(cell=54, gap=6, lead=5)


@dataclass(frozen=True, slots=True)
class Site:
    """Where something stands: its middle along and across, and its reach back and ahead."""

    along: float
    across: float
    back: float
    ahead: float


def draw_circuit(canvas: Canvas, sheet: Sheet, vertical: bool) -> Point:
    """Draw the graph, and below it matrices and what else has no place; returns the size."""
    inputs = {step.name: list(step.inputs) for step in sheet.forward}
    used = {name for sources in inputs.values() for name in sources}
    below = [name for name in sheet.given if name in used and sheet.shape(name)]
    if not inputs:
        return draw_strips(canvas, sheet, (NARROW if vertical else WIDTH, 0), below)
    ranking = rank_graph(inputs)
    cards = {name: _card(sheet, name) for rank in ranking.ranks for name in rank if _is_card(name)}
    sites, size = _place(ranking, cards, vertical)
    _draw_wires(canvas, ranking, cards, sites, vertical)
    for name, card in cards.items():
        site = sites[name]
        draw_card(canvas, card, _xy(vertical, site.along, site.across), _measure(vertical))
    wide = max(size[0], NARROW if vertical else min(WIDTH, strips_width(sheet, below)))
    draw_flow_captions(canvas, wide, vertical)
    return draw_strips(canvas, sheet, (wide, size[1]), below)


def _is_card(place: Place) -> bool:
    return isinstance(place, str)


def _card(sheet: Sheet, name: str) -> Card:
    shape = sheet.shape(name)
    slots = () if shape else (slot(sheet, name, ()),)
    if name not in sheet.steps:
        return Card(Source(name_pieces(name)), slots)
    notes = (_named(name, shape),) if shape else ()
    return Card(OpBox(((sign(sheet.steps[name].op or "?"), 0),), notes), slots)


def _named(name: str, shape: tuple[int, ...]) -> Pieces:
    return (*name_pieces(name), (" " + "×".join(map(str, shape)), 0))


def _measure(vertical: bool) -> Measure:
    return TALL if vertical else WIDE


def _place(
    ranking: Ranking, cards: Mapping[Place, Card], vertical: bool
) -> tuple[dict[Place, Site], Point]:
    extents = [[_extent(cards.get(p), vertical) for p in rank] for rank in ranking.ranks]
    across = max(sum(sum(e[2:]) for e in rank) for rank in extents)
    across = max(across, NARROW - 2 * MARGIN) if vertical else across
    begin = MARGIN if vertical else TOP
    sites: dict[Place, Site] = {}
    along = TOP if vertical else MARGIN
    for k, (rank, rank_extents) in enumerate(zip(ranking.ranks, extents, strict=True)):
        back, ahead = (max(e[i] for e in rank_extents) for i in (0, 1))
        free = (across - sum(sum(e[2:]) for e in rank_extents)) / len(rank)
        edge = begin
        for place, (_, _, before, after) in zip(rank, rank_extents, strict=True):
            middle = edge + free / 2 + before
            sites[place] = Site(along + back, middle, back, ahead)
            edge = middle + after + free / 2
        along += back + ahead + (_gap(ranking, k, vertical) if k + 1 < len(extents) else 0)
    end = along + MARGIN
    return sites, ((across + 2 * MARGIN, end) if vertical else (end, begin + across + 8))


def _extent(card: Card | None, vertical: bool) -> tuple[float, float, float, float]:
    """Reach of a card back, ahead, and to both sides across; ``None`` is a passing wire."""
    if card is None:
        return 0, 0, BEND_ROOM / 2, BEND_ROOM / 2
    half = card_width(card, _measure(vertical)) / 2
    above, below = card_reach(card, _measure(vertical))
    if vertical:
        return above + 2, below + 2, half + 4, half + 4
    return half, half, above + 6, below + 6


def _gap(ranking: Ranking, k: int, vertical: bool) -> float:
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
        for here, there in zip(route, route[1:], strict=False):
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
