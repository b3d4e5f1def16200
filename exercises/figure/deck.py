"""Makes the cards of a network: its inputs, weights, units and loss."""

from typing import Any

from exercises.figure.cards import Card, Slot
from exercises.figure.curves import sign
from exercises.figure.glyphs import OpBox, Source, Unit, Weight
from exercises.figure.network import Layer, Network
from exercises.figure.sheet import Sheet
from exercises.figure.text import Index, Pieces, name_pieces, number


def slot(sheet: Sheet, name: str, index: Index, updates: bool = False) -> Slot:
    """The cells that belong to a value."""
    update = sheet.update(name, index) if updates else None
    return Slot(sheet.value(name, index), sheet.gradient(name, index), update)


def source_cards(sheet: Sheet, network: Network) -> list[Card]:
    """One card per input."""
    shape = sheet.shape(network.source)
    return [
        Card(Source(name_pieces(network.source, index)), (slot(sheet, network.source, index),))
        for index in ([()] if not shape else [(i,) for i in range(shape[0])])
    ]


def unit_cards(
    sheet: Sheet, layer: Layer, with_bias: bool, chained: bool = False
) -> list[Card]:
    """One card per neuron; ``chained`` adds the updates and frees a bias that is a mere number."""
    shape = sheet.shape(layer.linear)
    indices: list[Index] = [(j,) for j in range(layer.units)] if shape else [()]
    return [_unit_card(sheet, layer, index, with_bias, chained) for index in indices]


def _unit_card(sheet: Sheet, layer: Layer, index: Index, with_bias: bool, chained: bool) -> Card:
    names = [layer.linear] + ([layer.activation.name] if layer.activation else [])
    slots = tuple(slot(sheet, name, index) for name in names)
    unit = Unit(layer.activation.op if layer.activation else None)
    if not (layer.bias and with_bias):
        return Card(unit, slots)
    if chained and not sheet.has_extras(layer.bias):
        return Card(unit, slots, rest=sheet.value(layer.bias, index))
    return Card(unit, slots, bias=slot(sheet, layer.bias, index, updates=chained))


def weight_card(sheet: Sheet, layer: Layer) -> Card:
    """The only weight of a layer with one wire."""
    index = (0,) * layer.rank
    value = sheet.printed(layer.weight, index)
    label = (("×", 0), *value.label, (f" = {value.text}", 0))
    gradient, update = sheet.gradient(layer.weight, index), sheet.update(layer.weight, index)
    return Card(Weight(label), (Slot(None, gradient, update),))


def loss_card(sheet: Sheet, network: Network) -> Card | None:
    """The loss with its value, and the numbers that it compares with."""
    loss = network.loss
    if loss is None:
        return None
    others = [name for name in loss.inputs if name != network.layers[-1].output]
    notes = tuple(note for name in others for note in given_notes(sheet, name))
    return Card(OpBox(_loss_sign(sheet, loss.op or "loss"), notes), (slot(sheet, loss.name, ()),))


def given_notes(sheet: Sheet, name: str) -> list[Pieces]:
    """``t = 2``, one line per cell."""
    sheet.shown.add(name)
    value = sheet.given[name]
    if not isinstance(value, list | tuple):
        return [_note(name, (), value)]
    return [_note(name, (i,), cell) for i, cell in enumerate(value)]


def _note(name: str, index: Index, value: Any) -> Pieces:
    return (*name_pieces(name, index), (f" = {number(value)}", 0))


def _loss_sign(sheet: Sheet, op: str) -> Pieces:
    words = sheet.conventions.get("loss")
    if not isinstance(words, str) or len(words) > 14 or "\\" in words:
        return ((sign(op), 0),)
    for old, new in (("1/2", "½"), ("^2", "²"), ("-", "−"), ("*", "·")):
        words = words.replace(old, new)
    return ((words, 0),)
