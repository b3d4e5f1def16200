"""The answers of the exercise form: one text field per cell, named by the cell's key."""

from collections.abc import Mapping
from typing import Any

from exercises.figure import cell_key
from exercises.variant import Variant
from server.pages.cells import nest


def answers(variant: Variant, form: Mapping[str, str]) -> dict[str, Any]:
    """Step name to the texts typed, in the step's shape; other fields are left alone."""
    return {
        step.name: nest(step.shape, lambda index, name=step.name: form.get(cell_key(name, index), ""))
        for step in variant.steps
        if step.asked
    }
