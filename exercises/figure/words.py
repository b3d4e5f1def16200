"""The drawing in words, for a screen reader."""

from exercises.figure.network import Network
from exercises.figure.sheet import Sheet
from exercises.figure.text import name_pieces, plain


def describe(sheet: Sheet, network: Network | None) -> str:
    """One paragraph: what is connected to what. The values themselves are in the form."""
    start = _network(network) if network else _circuit(sheet)
    asked = sum(step.asked for step in sheet.steps.values())
    end = "Forward values stand on one side of the wires, gradients on the other."
    return f"{start} {end} {asked} steps are asked; each has its field in the form."


def _network(network: Network) -> str:
    sizes = ", ".join(
        f"{layer.units} {_plural(layer.units, 'unit')}"
        + (f" with {layer.activation.op}" if layer.activation else "")
        for layer in network.layers
    )
    inputs = network.layers[0].fan_in
    loss = f" The error {plain(name_pieces(network.loss.name))} ends it." if network.loss else ""
    return (
        f"A network of {inputs} {_plural(inputs, 'input')} and "
        f"{len(network.layers)} {_plural(len(network.layers), 'layer')}: {sizes}.{loss}"
    )


def _circuit(sheet: Sheet) -> str:
    made = "; ".join(
        f"{plain(name_pieces(step.name))} is {step.op} of "
        + " and ".join(plain(name_pieces(name)) for name in step.inputs)
        for step in sheet.forward
    )
    return f"A circuit: {made}."


def _plural(count: int, word: str) -> str:
    return word if count == 1 else word + "s"
