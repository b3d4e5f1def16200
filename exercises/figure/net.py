"""Recognises a plain feed-forward network in a variant's steps: layers one after another."""

from collections.abc import Sequence
from dataclasses import dataclass

from exercises.figure.book import CellBook
from exercises.figure.subject import DrawnStep


@dataclass(frozen=True, slots=True)
class Layer:
    """``units`` neurons with ``fan_in`` inputs each; ``rank`` is the number of axes of a value."""

    source: str
    weight: str
    bias: str | None
    linear: str
    activation: DrawnStep | None
    fan_in: int
    units: int
    rank: int

    @property
    def output(self) -> str:
        """Name of the value that leaves the layer."""
        return self.activation.name if self.activation else self.linear


@dataclass(frozen=True, slots=True)
class Net:
    """An input, layers, and at most one loss step over the last layer's output."""

    source: str
    layers: tuple[Layer, ...]
    loss: DrawnStep | None


def find_net(book: CellBook) -> Net | None:
    """The network of a subject, or None if its graph is anything else."""
    steps = list(book.forward)
    layers: list[Layer] = []
    while steps and steps[0].op == "linear":
        layer = _take_layer(book, steps, layers)
        if layer is None:
            return None
        layers.append(layer)
    if not layers or not _ends_well(steps, layers[-1].output, book):
        return None
    return Net(layers[0].source, tuple(layers), steps[0] if steps else None)


def _take_layer(book: CellBook, steps: list[DrawnStep], before: Sequence[Layer]) -> Layer | None:
    linear = steps.pop(0)
    source, weight, *rest = linear.inputs
    if not _is_fed_in_order(book, source, (weight, *rest), before):
        return None
    activation = steps.pop(0) if steps and _activates(steps[0], linear) else None
    shape = book.shape(source)
    if len(shape) > 1:
        return None
    return Layer(
        source=source,
        weight=weight,
        bias=rest[0] if rest else None,
        linear=linear.name,
        activation=activation,
        fan_in=shape[0] if shape else 1,
        units=linear.shape[0] if linear.shape else 1,
        rank=len(book.shape(weight)),
    )


def _is_fed_in_order(
    book: CellBook, source: str, parameters: Sequence[str], before: Sequence[Layer]
) -> bool:
    fed = source == before[-1].output if before else source in book.given
    fresh = {p for layer in before for p in (layer.weight, layer.bias)}.isdisjoint(parameters)
    return fed and fresh and all(name in book.given for name in parameters)


def _activates(step: DrawnStep, linear: DrawnStep) -> bool:
    return step.phase == "forward" and step.inputs == (linear.name,) and step.shape == linear.shape


def _ends_well(steps: Sequence[DrawnStep], output: str, book: CellBook) -> bool:
    if not steps:
        return True
    loss = steps[0]
    others = [name for name in loss.inputs if name != output]
    return (
        len(steps) == 1
        and output in loss.inputs
        and not loss.shape
        and all(name in book.given for name in others)
    )
