"""The drawing in words, for a screen reader."""

from exercises.figure.book import CellBook
from exercises.figure.graph import graph_of
from exercises.figure.net import Net
from exercises.figure.subject import DrawnStep
from exercises.figure.text import name_pieces, plain
from exercises.ops.registry import all_ops


def describe(book: CellBook, net: Net | None) -> str:
    """One paragraph: what is connected to what. The values themselves are in the form."""
    start = _network(net) if net else _circuit(book)
    asked = sum(step.asked for step in book.steps.values())
    sides = "Forward values stand on one side of the wires, gradients on the other. "
    steps = "1 step is asked; it has" if asked == 1 else f"{asked} steps are asked; each has"
    return f"{start} {sides if book.forward else ''}{steps} its field in the form."


def _network(net: Net) -> str:
    sizes = ", ".join(
        f"{layer.units} {_plural(layer.units, 'unit')}"
        + (f" with {_spoken(layer.activation.op)}" if layer.activation else "")
        for layer in net.layers
    )
    inputs = net.layers[0].fan_in
    loss = f" The error {_name(net.loss.name)} ends it." if net.loss else ""
    return (
        f"A network of {inputs} {_plural(inputs, 'input')} and "
        f"{len(net.layers)} {_plural(len(net.layers), 'layer')}: {sizes}.{loss}"
    )


def _circuit(book: CellBook) -> str:
    made = "; ".join(map(_made, graph_of(book).steps.values()))
    arrivals = "".join(
        f" {_name(slope)} arrives from the loss at {_name(value)}."
        for value, slope in book.arriving.items()
    )
    return f"A circuit. {made}.{arrivals}"


def _made(step: DrawnStep) -> str:
    names = [_name(name) for name in step.inputs]
    inputs = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return f"{_name(step.name)}: {_spoken(step.op)} of {inputs}"


def _spoken(op: str) -> str:
    known = all_ops().get(op)
    return known.title if known and known.title else op.replace("_", " ")


def _name(name: str) -> str:
    return plain(name_pieces(name))


def _plural(count: int, word: str) -> str:
    return word if count == 1 else word + "s"
