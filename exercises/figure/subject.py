"""What is drawn of a variant: the givens, and its steps with their shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exercises.figure.state import CellState, cell_states
from exercises.names import TYPED
from exercises.sheet import StepSpec
from exercises.variant import Variant


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step as the drawing sees it.

    ``wrt`` is set only if it is a derivative, and ``via`` if it is the part of one along a path.
    """

    name: str
    phase: str
    op: str = ""
    inputs: tuple[str, ...] = ()
    shape: tuple[int, ...] = ()
    asked: bool = True
    of: str | None = None
    wrt: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """All that a drawing needs. Its ops may be any words."""

    title: str
    given: Mapping[str, Any]
    steps: Sequence[DrawnStep]
    conventions: Mapping[str, Any] = field(default_factory=dict)


def subject_of(variant: Variant) -> Subject:
    """The subject of a variant; what somebody typed for a value is no value of its own."""
    steps = [
        DrawnStep(
            name=spec.name,
            phase=spec.phase,
            op=spec.op or "",
            inputs=spec.inputs,
            shape=variant.sheet.shapes[spec.name],
            asked=spec.asked,
            of=spec.of,
            wrt=spec.wrt if spec.name in _derivatives(spec) else None,
            via=spec.via,
        )
        for spec in variant.steps
        if spec.phase != "check"
    ]
    given = {name: v for name, v in variant.given.items() if not name.endswith(TYPED)}
    return Subject(variant.title, given, steps, variant.conventions)


def _derivatives(spec: StepSpec) -> tuple[str, str]:
    """Names of the whole derivative that a step may be, and of its part along a path."""
    whole = f"d{spec.of}/d{spec.wrt}"
    return whole, f"{whole} via {spec.via}"


def filled_in(variant: Variant) -> dict[str, CellState]:
    """The cells of a sheet that somebody filled in before the student came to it."""
    typed = {
        name.removesuffix(TYPED): value
        for name, value in variant.given.items()
        if name.endswith(TYPED)
    }
    return cell_states(typed)
