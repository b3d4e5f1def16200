"""A card: a glyph with columns of cells, each value above the wire and its gradient below."""

from dataclasses import dataclass

from exercises.figure.book import Item
from exercises.figure.canvas import Anchor, Box, Canvas, Point
from exercises.figure.cells import HEIGHT, draw_cell
from exercises.figure.glyphs import Glyph
from exercises.figure.text import width

LABEL = 12.0
LABEL_GAP = 11.0
"""From the border of a cell to the middle of its label: a subscript hangs below it."""
LABEL_ROOM = 18.0
BESIDE = 5.0
BESIDE_ROOM = 62.0
"""From a cell to a label right of it, and the label's greatest width."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Cells at one place of the wire: a value, the gradient by it, the value after the update.

    ``above`` and ``below`` are left and right in a chain that runs down.
    """

    above: Item | None = None
    below: Item | None = None
    update: Item | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """``slots`` stand over the glyph; ``bias`` stands before it, with an arrow into it.

    ``rest`` is a bias with nothing but its number: it finds room elsewhere.
    """

    glyph: Glyph
    slots: tuple[Slot, ...] = (Slot(),)
    bias: Slot | None = None
    rest: Item | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """``cell``: width of a cell; ``gap`` between columns; ``lead`` from the glyph to a cell.

    ``half`` is the least half height of a glyph, so that cells of different glyphs stand in a row.
    ``beside``: labels stand right of their cells, where wires come from above.
    """

    cell: float = 56.0
    gap: float = 8.0
    lead: float = 12.0
    half: float = 0.0
    beside: bool = False

    @property
    def column(self) -> float:
        """Width of a column."""
        return self.cell + self.gap


def card_width(card: Card, measure: Measure) -> float:
    """Width of a card with all its columns."""
    own = max(card.glyph.size()[0] + 4, measure.column * len(card.slots))
    return own + (measure.column if card.bias else 0)


def card_reach(card: Card, measure: Measure) -> tuple[float, float]:
    """How far a card reaches above and below its middle."""
    half = half_height(card, measure)
    slots = (*card.slots, card.bias or Slot())
    full = half + measure.lead + HEIGHT + (2 if measure.beside else LABEL_ROOM)
    above = full if any(slot.above for slot in slots) else half
    below = full if any(slot.below for slot in slots) else half
    return above, below


def glyph_x(card: Card, x: float, measure: Measure) -> float:
    """Middle of the glyph of a card whose middle is ``x``."""
    return x + (measure.column / 2 if card.bias else 0)


def beside_width(card: Card) -> float:
    """Room that the labels right of a card's cells take."""
    items = [item for slot in card.slots for item in (slot.above, slot.below) if item]
    widest = max((width(item.label, LABEL) for item in items), default=0.0)
    return BESIDE + min(widest, BESIDE_ROOM) if items else 0.0


def half_height(card: Card, measure: Measure) -> float:
    """From the middle of a card to where its leads begin."""
    return max(measure.half, card.glyph.size()[1] / 2)


def columns(card: Card, x: float, measure: Measure) -> list[tuple[float, Slot]]:
    """Middle of each column of a card whose middle is ``x``, and what stands in it."""
    middle = glyph_x(card, x, measure)
    first = middle - measure.column * (len(card.slots) - 1) / 2
    found = [(first + measure.column * i, slot) for i, slot in enumerate(card.slots)]
    if card.bias:
        found.append((x - card_width(card, measure) / 2 + measure.column / 2, card.bias))
    return found


def draw_card(canvas: Canvas, card: Card, at: Point, measure: Measure) -> None:
    """Draw a card with its middle at ``at``."""
    x, y = glyph_x(card, at[0], measure), at[1]
    half = half_height(card, measure)
    for column, slot in columns(card, at[0], measure):
        if slot is card.bias:
            _draw_bias_links(canvas, card, column, (x, y), half + measure.lead)
        else:
            _draw_leads(canvas, slot, (column, y), half + measure.lead)
        draw_slot(canvas, slot, (column, y), half + measure.lead + HEIGHT / 2, measure)
    card.glyph.draw(canvas, x, y)


def _draw_leads(canvas: Canvas, slot: Slot, at: Point, reach: float) -> None:
    x, y = at
    for item, side in ((slot.above, -1), (slot.below, 1)):
        if item:
            canvas.line((x, y + side * reach), at, f"fig-leader fig-{item.lane}")


def _draw_bias_links(canvas: Canvas, card: Card, x: float, unit: Point, reach: float) -> None:
    """A bias goes into the unit by a dashed arrow, and its gradient comes out below."""
    w, h = card.glyph.size()
    left, y = unit[0] - w / 2 + 4, unit[1]
    canvas.arrow((x + 12, y - reach), (left, y - h / 4 - 2), "fig-wire fig-rest")
    if card.bias and card.bias.below:
        canvas.line((left, y + h / 4 + 2), (x + 12, y + reach), "fig-leader fig-backward")


def draw_slot(canvas: Canvas, slot: Slot, at: Point, reach: float, measure: Measure) -> None:
    """Draw a value ``reach`` above and a gradient ``reach`` below a place on the wire."""
    x, y = at
    for item, side in ((slot.above, -1), (slot.below, 1)):
        if item:
            cell = Box.around(x, y + side * reach, measure.cell, HEIGHT, "cell")
            draw_cell(canvas, item, cell)
            _draw_name(canvas, item, cell, side, measure)


def _draw_name(canvas: Canvas, item: Item, cell: Box, side: int, measure: Measure) -> None:
    x, y = cell.x + cell.w / 2, cell.y + cell.h / 2
    if measure.beside:
        draw_label(canvas, item, (cell.x + cell.w + BESIDE, y), BESIDE_ROOM, "start")
    else:
        draw_label(canvas, item, (x, y + side * (HEIGHT / 2 + LABEL_GAP)), measure.column)


def draw_label(
    canvas: Canvas, item: Item, at: Point, room: float, anchor: Anchor = "middle"
) -> None:
    """The name of a cell, left out where it would run into its neighbour.

    The place tells it then: a gradient stands below its value.
    """
    size = next((s for s in (LABEL, 10.5, 9.0) if width(item.label, s) <= room), None)
    if size:
        canvas.text(at, item.label, f"fig-label fig-{item.lane}", size, anchor, "label")
