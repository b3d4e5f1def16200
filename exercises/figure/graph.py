"""What a circuit shows of a subject: which steps have a box, and which numbers are small print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exercises.figure.book import CellBook
from exercises.figure.subject import DrawnStep
from exercises.names import GREEK, take_apart

OPERANDS = 2
"""Updates and linear steps take two values; their further arguments set how."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes and wires.

    ``inputs`` maps each box to what its wires come from, ``settings`` to the givens that are
    printed in it. ``exits`` maps each place where a wire leaves for the loss to the value that
    it comes from. Weights that several steps share have no wires: the boxes name them.
    """

    steps: Mapping[str, DrawnStep]
    inputs: Mapping[str, Sequence[str]]
    settings: Mapping[str, Sequence[str]]
    exits: Mapping[str, str]


def graph_of(book: CellBook, *, listed: bool = False) -> Graph:
    """The graph of the forward pass; where there is none, that of the updates.

    ``listed``: no weight has a wire, shared or not.
    """
    steps = book.forward or [s for s in book.steps.values() if s.phase == "update" and s.inputs]
    small = {name for name in book.given if _is_setting(book, name, steps)}
    apart = {name for name in book.given if _is_weight(name, steps, 1 if listed else 2)}
    exits = {f"loss of {value}": value for value in book.arriving}
    inputs = {step.name: [n for n in step.inputs if n not in small | apart] for step in steps}
    return Graph(
        steps={step.name: step for step in steps},
        inputs=inputs | {name: [value] for name, value in exits.items()},
        settings={step.name: [n for n in step.inputs if n in small] for step in steps},
        exits=exits,
    )


def _is_setting(book: CellBook, name: str, steps: Sequence[DrawnStep]) -> bool:
    """A number that nothing flows back to: a target, a rate, a bias of which nothing is asked."""
    if book.shape(name) or book.derivatives(name) or book.has_extras(name):
        return False
    users = [step for step in steps if name in step.inputs]
    return bool(users) and all(_sets(name, step) for step in users)


def _is_weight(name: str, steps: Sequence[DrawnStep], least: int) -> bool:
    """A weight or bias of at least so many steps, as at the times of a sequence."""
    users = [step for step in steps if name in step.inputs]
    return len(users) >= least and all(step.inputs.index(name) in _weights(step) for step in users)


def _weights(step: DrawnStep) -> set[int]:
    """Which arguments are weights, and the bias after the last pair."""
    if step.op not in ("linear", "sum_of_products"):
        return set()
    count = len(step.inputs)
    return {*range(1, count, 2), *({count - 1} if count % 2 else ())}


def _sets(name: str, step: DrawnStep) -> bool:
    parts = take_apart(name)
    if step.phase == "loss" or (parts and parts.letters in GREEK):
        return True
    # The bias of a linear step is as much in the background as the rate of an update.
    return step.inputs.index(name) >= OPERANDS and (step.phase == "update" or step.op == "linear")
