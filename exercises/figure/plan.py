"""How each pair of layers is drawn: with numbers on its wires, or with a matrix below."""

from collections.abc import Sequence
from dataclasses import dataclass

from exercises.figure.book import CellBook
from exercises.figure.cards import Card, Measure, card_reach
from exercises.figure.chips import CHIP, STACK, WIDTH
from exercises.figure.net import Layer, Net
from exercises.figure.wiring import Row

NARROW = 380.0
"""Width of a drawing for phones."""
MOST_CELLS = 6
"""A pair of layers with more wires gets no cells on them: one could not tell whose they are."""
MOST_CHIPS = 12
"""A pair of layers with more wires gets a matrix instead of a number on each."""
AIR = 8.0
TOP = 36.0
"""Where the cards begin, under the captions."""
LEAST_CELL = 46.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands in the picture itself: weights, cells of their gradients, biases."""

    chips: bool
    cells: bool
    bias: bool
    room: float = 0.0
    """Least distance of two labels on wires."""


def plan_layers(book: CellBook, net: Net, vertical: bool) -> list[Plan]:
    """A plan for each layer."""
    make = _tall_plan if vertical else _wide_plan
    return [make(book, layer) for layer in net.layers]


def _wide_plan(book: CellBook, layer: Layer) -> Plan:
    wires = layer.fan_in * layer.units
    chips = wires <= MOST_CHIPS
    cells = wires <= MOST_CELLS and book.asked_gradient(layer.weight) is not None
    return Plan(chips, cells, chips, (STACK if cells else CHIP) + AIR)


def _tall_plan(book: CellBook, layer: Layer) -> Plan:
    wide = _wide_plan(book, layer)
    room = WIDTH + AIR
    chips = wide.chips and layer.fan_in * layer.units * room <= NARROW
    columns = 3 if layer.activation else 2
    bias = chips and tall_row(layer.units).pitch / columns >= LEAST_CELL
    return Plan(chips, chips and wide.cells, bias, room)


def tall_row(count: int) -> Row:
    """Cards side by side on a phone."""
    return Row(count, (NARROW - 12) / count, NARROW / 2)


def stack(
    plans: Sequence[Plan], decks: Sequence[Sequence[Card]], measures: Sequence[Measure]
) -> Row:
    """Pitch of the units of a wide drawing, and the height of the line that all layers share."""
    reaches = [card_reach(deck[0], m) for deck, m in zip(decks, measures, strict=True)]
    pitch = max(above + below for above, below in reaches) + 20
    counts = [len(deck) for deck in decks]
    labels = [
        n * m * plan.room / 2
        for n, m, plan in zip(counts, counts[1:], plans, strict=False)
        if plan.chips
    ]
    ends = [
        (count - 1) / 2 * pitch + max(reach) for count, reach in zip(counts, reaches, strict=True)
    ]
    return Row(1, pitch, TOP + max(*labels, *ends))


def given_below(net: Net, plans: Sequence[Plan]) -> list[str]:
    """Weights and biases that are not in the picture itself."""
    names = []
    for layer, plan in zip(net.layers, plans, strict=True):
        names += [] if plan.chips else [layer.weight]
        names += [layer.bias] if layer.bias and not plan.bias else []
    return names
