"""Makes the cards of a network: its inputs, weights, units and loss."""

from typing import Any

from exercises.figure.book import CellBook
from exercises.figure.cards import Card, Slot
from exercises.figure.curves import sign
from exercises.figure.glyphs import OpBox, Source, Unit, Weight
from exercises.figure.net import Layer, Net
from exercises.figure.text import Index, Pieces, name_pieces, number


def slot(book: CellBook, name: str, index: Index, updates: bool = False) -> Slot:
    """The cells that belong to a value."""
    update = book.update(name, index) if updates else None
    return Slot(book.value(name, index), book.gradient(name, index), update)


def source_cards(book: CellBook, net: Net) -> list[Card]:
    """One card per input."""
    shape = book.shape(net.source)
    return [
        Card(Source(name_pieces(net.source, index)), (slot(book, net.source, index),))
        for index in ([()] if not shape else [(i,) for i in range(shape[0])])
    ]


def unit_cards(book: CellBook, layer: Layer, with_bias: bool, chained: bool = False) -> list[Card]:
    """One card per neuron; ``chained`` adds the updates and frees a bias that is a mere number."""
    shape = book.shape(layer.linear)
    indices: list[Index] = [(j,) for j in range(layer.units)] if shape else [()]
    return [_unit_card(book, layer, index, with_bias, chained) for index in indices]


def _unit_card(book: CellBook, layer: Layer, index: Index, with_bias: bool, chained: bool) -> Card:
    names = [layer.linear] + ([layer.activation.name] if layer.activation else [])
    slots = tuple(slot(book, name, index) for name in names)
    unit = Unit(layer.activation.op if layer.activation else None)
    if not (layer.bias and with_bias):
        return Card(unit, slots)
    if chained and not book.has_extras(layer.bias):
        return Card(unit, slots, rest=book.value(layer.bias, index))
    return Card(unit, slots, bias=slot(book, layer.bias, index, updates=chained))


def weight_card(book: CellBook, layer: Layer) -> Card:
    """The only weight of a layer with one wire."""
    index = (0,) * layer.rank
    value = book.printed(layer.weight, index)
    label = (("×", 0), *value.label, (f" = {value.text}", 0))
    gradient, update = book.gradient(layer.weight, index), book.update(layer.weight, index)
    return Card(Weight(label), (Slot(None, gradient, update),))


def loss_card(book: CellBook, net: Net) -> Card | None:
    """The loss with its value, and the numbers that it compares with."""
    loss = net.loss
    if loss is None:
        return None
    others = [name for name in loss.inputs if name != net.layers[-1].output]
    notes = tuple(note for name in others for note in given_notes(book, name))
    return Card(OpBox(_loss_sign(book, loss.op or "loss"), notes), (slot(book, loss.name, ()),))


def given_notes(book: CellBook, name: str) -> list[Pieces]:
    """``t = 2``, one line per cell."""
    book.shown.add(name)
    value = book.given[name]
    if not isinstance(value, list | tuple):
        return [_note(name, (), value)]
    return [_note(name, (i,), cell) for i, cell in enumerate(value)]


def _note(name: str, index: Index, value: Any) -> Pieces:
    return (*name_pieces(name, index), (f" = {number(value)}", 0))


def _loss_sign(book: CellBook, op: str) -> Pieces:
    words = book.conventions.get("loss")
    if not isinstance(words, str) or len(words) > 14 or "\\" in words:
        return ((sign(op), 0),)
    for old, new in (("1/2", "½"), ("^2", "²"), ("-", "−"), ("*", "·")):
        words = words.replace(old, new)
    return ((words, 0),)
