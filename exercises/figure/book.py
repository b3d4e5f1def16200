"""The cells of a subject: which gradient and which update belong to which value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Literal

from exercises.figure.state import CellState, cell_key
from exercises.figure.subject import DrawnStep, Subject
from exercises.figure.text import Index, Pieces, name_pieces, number, shown

Lane = Literal["forward", "backward", "update"]
EMPTY = CellState()


@dataclass(frozen=True, slots=True)
class Item:
    """One cell to draw. ``step`` is None for a given number."""

    label: Pieces
    text: str
    lane: Lane
    state: str
    step: str | None = None
    index: Index = ()
    verdict: str | None = None


class CellBook:
    """Hands out the cells of a subject by the value that they belong to.

    ``shown`` remembers what has been handed out, so that the rest can be drawn elsewhere.
    """

    def __init__(self, subject: Subject, cells: Mapping[str, CellState]) -> None:
        self.given = subject.given
        self.conventions = subject.conventions
        self.cells = cells
        self.steps = {step.name: step for step in subject.steps}
        self.forward = [s for s in subject.steps if s.phase in ("forward", "loss")]
        self.gradients = _gradients(subject.steps, self.forward)
        self.updates = _updates(subject.steps)
        self.shown: set[str] = set()

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a given or a step."""
        step = self.steps.get(name)
        return step.shape if step else shape_of(self.given.get(name))

    def value(self, name: str, index: Index = ()) -> Item | None:
        """The cell of a value; None if the student neither sees nor fills it."""
        if name not in self.given:
            return self._of(name, index, "forward")
        return self.printed(name, index)

    def printed(self, name: str, index: Index = ()) -> Item:
        """A given number as a cell."""
        self.shown.add(name)
        text = number(_pick(self.given[name], index))
        return Item(name_pieces(name, index), text, "forward", "is-given", None, index)

    def gradient(self, name: str, index: Index = ()) -> Item | None:
        """The cell of the derivative by a value."""
        return self._of(self.gradients.get(name), index, "backward")

    def update(self, name: str, index: Index = ()) -> Item | None:
        """The cell of a weight after the step."""
        return self._of(self.updates.get(name), index, "update")

    def has_extras(self, name: str) -> bool:
        """Whether a gradient or an update of this value is drawn."""
        return any(self._visible(of.get(name)) for of in (self.gradients, self.updates))

    def cell(self, name: str, index: Index, lane: Lane) -> Item:
        """A cell of any step, by the step's own name."""
        self.shown.add(name)
        step = self.steps[name]
        state = self.cells.get(cell_key(name, index), EMPTY)
        text = shown(state.text)
        kind = "is-asked" if step.asked else "is-given"
        filled = " is-filled" if text else " is-empty"
        label = name_pieces(name, index)
        return Item(label, text or "?", lane, kind + filled, name, index, state.verdict)

    def rest(self) -> list[DrawnStep]:
        """Steps with visible cells that have not been handed out."""
        return [
            s for s in self.steps.values() if s.name not in self.shown and self._visible(s.name)
        ]

    def asked_gradient(self, name: str) -> str | None:
        """Name of the step with the derivative by a value, if it is drawn."""
        step = self.gradients.get(name)
        return step if self._visible(step) else None

    def _of(self, step: str | None, index: Index, lane: Lane) -> Item | None:
        return self.cell(step, index, lane) if step and self._visible(step) else None

    def _visible(self, name: str | None) -> bool:
        if name is None:
            return False
        step = self.steps[name]
        return step.asked or any(
            cell_key(name, index) in self.cells for index in cells_of(step.shape)
        )


def cells_of(shape: tuple[int, ...]) -> list[Index]:
    """Indices of all cells in reading order."""
    return list(product(*map(range, shape)))


def shape_of(value: Any) -> tuple[int, ...]:
    """Shape of a number or of nested lists."""
    if not isinstance(value, list | tuple):
        return ()
    return (len(value), *shape_of(value[0])) if value else (0,)


def _pick(value: Any, index: Index) -> Any:
    for i in index:
        value = value[i]
    return value


def _gradients(steps: Sequence[DrawnStep], forward: Sequence[DrawnStep]) -> dict[str, str]:
    end = forward[-1].name if forward else None
    return {s.wrt: s.name for s in steps if s.wrt and s.of == end}


def _updates(steps: Sequence[DrawnStep]) -> dict[str, str]:
    """Of the steps after the gradients only w' is the update of w; others are a second pass."""
    after = (step for step in steps if step.phase == "update" and step.inputs)
    return {s.inputs[0]: s.name for s in after if s.name == s.inputs[0] + "'"}
