"""The cells of a subject: which gradient and which update belong to which value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

from exercises.figure.arriving import arriving
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
        forward = [s for s in subject.steps if s.phase in ("forward", "loss")]
        self.slopes = _slopes(subject.steps, forward)
        self.end = forward[-1].name if forward else ""
        self.gradients = _gradients(self.slopes, self.end)
        self.updates = _updates(subject.steps)
        arrivals = arriving(forward, self.given, self.is_seen)
        self.arriving = arrivals.slopes
        self.forward = [step for step in forward if step.name not in arrivals.helpers]
        self.shown: set[str] = set()

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of a given or a step."""
        step = self.steps.get(name)
        return step.shape if step else shape_of(self.given.get(name))

    def is_seen(self, name: str | None) -> bool:
        """Whether a step has cells: the student fills them, or somebody has."""
        if name is None:
            return False
        step = self.steps[name]
        return step.asked or any(
            cell_key(name, index) in self.cells for index in cells_of(step.shape)
        )

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

    def derivatives(self, name: str) -> list[str]:
        """The steps drawn with a derivative by a value: parts along paths first, then the sum."""
        return [step for step in self.slopes.get(name, ()) if self.is_seen(step)]

    def grouped(self, names: Sequence[str]) -> list[str]:
        """The same steps with all that belong to one value side by side."""
        first = {wrt: i for i, wrt in reversed(list(enumerate(self.steps[n].wrt for n in names)))}
        return sorted(names, key=lambda name: first[self.steps[name].wrt])

    def arrived(self, name: str, index: Index = ()) -> Item:
        """A cell of the printed slope that arrives at a value."""
        return replace(self.printed(self.arriving[name], index), lane="backward")

    def update(self, name: str, index: Index = ()) -> Item | None:
        """The cell of a weight after the step."""
        return self._of(self.updates.get(name), index, "update")

    def has_extras(self, name: str) -> bool:
        """Whether a gradient or an update of this value is drawn."""
        return any(self.is_seen(of.get(name)) for of in (self.gradients, self.updates))

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
        return [s for s in self.steps.values() if s.name not in self.shown and self.is_seen(s.name)]

    def left_over(self, but: Sequence[str] = ()) -> list[str]:
        """The givens of the steps that have not been handed out, but for these."""
        used = {name for step in self.steps.values() for name in step.inputs}
        seen = self.shown.union(but)
        return [name for name in self.given if name in used and name not in seen]

    def asked_gradient(self, name: str) -> str | None:
        """Name of the step with the derivative by a value, if it is drawn."""
        step = self.gradients.get(name)
        return step if self.is_seen(step) else None

    def _of(self, step: str | None, index: Index, lane: Lane) -> Item | None:
        return self.cell(step, index, lane) if step and self.is_seen(step) else None


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


def _gradients(slopes: Mapping[str, Sequence[str]], end: str) -> dict[str, str]:
    """The derivative of the end by each value."""
    whole = {name: f"d{end}/d{name}" for name in slopes}
    return {name: step for name, step in whole.items() if step in slopes[name]}


def _slopes(steps: Sequence[DrawnStep], forward: Sequence[DrawnStep]) -> dict[str, list[str]]:
    """Derivatives by each value: its parts along the paths, then their sum.

    A step that only asks for the shape of a gradient stands at the value whose shape it has.
    """
    made = {step.name for step in forward}
    found: dict[str, list[str]] = {}
    for step in steps:
        if step.of in made and step.wrt:
            found.setdefault(step.wrt, []).append(step.name)
        elif step.phase == "backward" and step.of is None and len(step.inputs) == 1:
            found.setdefault(step.inputs[0], []).append(step.name)
    return found


def _updates(steps: Sequence[DrawnStep]) -> dict[str, str]:
    """Of the steps after the gradients only w' is the update of w; others are a second pass."""
    after = (step for step in steps if step.phase == "update" and step.inputs)
    return {s.inputs[0]: s.name for s in after if s.name == s.inputs[0] + "'"}
