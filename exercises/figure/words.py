"""The drawing in words, for a screen reader."""

from exercises.figure.book import CellBook
from exercises.figure.net import Net
from exercises.figure.text import name_pieces, plain


def describe(book: CellBook, net: Net | None) -> str:
    """One paragraph: what is connected to what. The values themselves are in the form."""
    start = _network(net) if net else _circuit(book)
    asked = sum(step.asked for step in book.steps.values())
    end = "Forward values stand on one side of the wires, gradients on the other."
    return f"{start} {end} {asked} steps are asked; each has its field in the form."


def _network(net: Net) -> str:
    sizes = ", ".join(
        f"{layer.units} {_plural(layer.units, 'unit')}"
        + (f" with {layer.activation.op}" if layer.activation else "")
        for layer in net.layers
    )
    inputs = net.layers[0].fan_in
    loss = f" The error {plain(name_pieces(net.loss.name))} ends it." if net.loss else ""
    return (
        f"A network of {inputs} {_plural(inputs, 'input')} and "
        f"{len(net.layers)} {_plural(len(net.layers), 'layer')}: {sizes}.{loss}"
    )


def _circuit(book: CellBook) -> str:
    made = "; ".join(
        f"{plain(name_pieces(step.name))} is {step.op} of "
        + " and ".join(plain(name_pieces(name)) for name in step.inputs)
        for step in book.forward
    )
    return f"A circuit: {made}."


def _plural(count: int, word: str) -> str:
    return word if count == 1 else word + "s"
