"""What is drawn of a variant: the givens, and its steps with their shapes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exercises.variant import Variant


@dataclass(frozen=True, slots=True)
class DrawnStep:
    """A step as the drawing sees it. ``wrt`` is set only if it is a whole derivative."""

    name: str
    phase: str
    op: str = ""
    inputs: tuple[str, ...] = ()
    shape: tuple[int, ...] = ()
    asked: bool = True
    of: str | None = None
    wrt: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """All that a drawing needs. Its ops may be any words."""

    title: str
    given: Mapping[str, Any]
    steps: Sequence[DrawnStep]
    conventions: Mapping[str, Any] = field(default_factory=dict)


def subject_of(variant: Variant) -> Subject:
    """The subject of a variant."""
    steps = [
        DrawnStep(
            name=spec.name,
            phase=spec.phase,
            op=spec.op or "",
            inputs=spec.inputs,
            shape=variant.sheet.shapes[spec.name],
            asked=spec.asked,
            of=spec.of,
            wrt=spec.wrt if spec.name == f"d{spec.of}/d{spec.wrt}" else None,
        )
        for spec in variant.steps
    ]
    return Subject(variant.title, variant.given, steps, variant.conventions)
