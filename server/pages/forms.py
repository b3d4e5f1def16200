"""The answers of the exercise form: one text field per cell, named by the cell's key."""

from collections.abc import Mapping
from typing import Any

from exercises.figure import cell_key
from exercises.variant import Variant
from server.pages.cells import Index, nest


def answers(variant: Variant, form: Mapping[str, str]) -> dict[str, Any]:
    """Step name to the texts typed, in the step's shape; other fields are left alone."""
    return {step.name: _texts(step.name, step.shape, form) for step in variant.sheet.asked}


def _texts(name: str, shape: Index, form: Mapping[str, str]) -> Any:
    def text(index: Index) -> str:
        return form.get(cell_key(name, index), "")

    return nest(shape, text)
