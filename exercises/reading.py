"""Reads the parts of a variant's JSON, and says in one sentence what is wrong with them."""

import math
import re
from typing import Any

import numpy as np

from exercises.errors import BadVariant
from exercises.ops import op as find_op
from exercises.sheet import StepSpec

LARGEST = 1e6
"""No given may be larger: an exercise for pen and paper has no such number."""
MOST_CELLS = 400
MOST_STEPS = 400
MOST_DECIMALS = 8
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_/' ().]{0,39}")


def mapping(obj: object, what: str) -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(obj, dict) or not all(isinstance(key, str) for key in obj):
        raise BadVariant(f"{what} must be a JSON object.")
    return obj


def require(data: dict[str, Any], key: str, kind: type) -> Any:
    """A field of a certain type."""
    value = data.get(key)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise BadVariant(f"The variant's {key!r} is missing or is not of the right type.")
    return value


def text(data: dict[str, Any], key: str, default: str | None = None) -> str:
    """A text field; without a default it must be there."""
    value = data.get(key, default)
    if not isinstance(value, str):
        raise BadVariant(f"The variant's {key!r} is missing or is not a text.")
    return value


def given_value(name: str, value: object) -> Any:
    """A number, a list of numbers or a list of equally long lists of numbers."""
    name_of(name)
    try:
        array = np.asarray(value)
    except ValueError:
        array = np.asarray("")
    numeric = array.dtype.kind in "if" and array.ndim <= 2 and 0 < array.size <= MOST_CELLS
    if not numeric or not bool(np.all(np.abs(array) <= LARGEST)):
        raise BadVariant(
            f"The given {name!r} must be a finite number or a table of such, at most {LARGEST:g}."
        )
    return value


def name_of(value: object) -> str:
    """The name of a given or a step."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise BadVariant(f"{str(value)[:40]!r} cannot be the name of a value.")
    return value


def step_spec(obj: object) -> StepSpec:
    """One entry of ``steps``."""
    data = mapping(obj, "Each step")
    name = name_of(data.get("name"))
    has_op = "of" not in data and "again" not in data
    return StepSpec(
        name=name,
        phase=_text(data, name, "phase"),
        op=_optional(data, name, "op") if has_op else None,
        inputs=_inputs(data, name),
        attrs=_attrs(data, name) if has_op else (),
        of=_optional(data, name, "of"),
        wrt=_optional(data, name, "wrt"),
        via=_optional(data, name, "via"),
        again=_optional(data, name, "again"),
        asked=_asked(data, name),
        decimals=_decimals(data, name),
        points=_points(data, name),
        caption=_optional(data, name, "caption") or "",
    )


def _text(data: dict[str, Any], name: str, key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise BadVariant(f"Step {name!r} has no {key!r}.")
    return value


def _optional(data: dict[str, Any], name: str, key: str) -> str | None:
    return None if data.get(key) is None else _text(data, name, key)


def _inputs(data: dict[str, Any], name: str) -> tuple[str, ...]:
    value = data.get("inputs", [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadVariant(f"The inputs of step {name!r} must be a list of names.")
    return tuple(value)


def _attrs(data: dict[str, Any], name: str) -> tuple[tuple[str, float], ...]:
    known = find_op(_text(data, name, "op")).attrs
    found = [(key, data[key]) for key in known if key in data]
    return tuple((key, _attribute(name, key, known[key], value)) for key, value in found)


def _attribute(name: str, key: str, default: float, value: object) -> float:
    """A whole number where the op takes whole numbers (a stride, an axis); true or false."""
    kind = "true or false" if isinstance(default, bool) else "a number"
    fits = isinstance(value, bool) == isinstance(default, bool)
    if not fits or not isinstance(value, int | float) or not math.isfinite(value):
        raise BadVariant(f"The attribute {key!r} of step {name!r} must be {kind}.")
    whole = isinstance(default, int) and value == int(value)
    return value if isinstance(default, bool) else int(value) if whole else float(value)


def _asked(data: dict[str, Any], name: str) -> bool:
    value = data.get("asked", True)
    if not isinstance(value, bool):
        raise BadVariant(f"'asked' of step {name!r} must be true or false.")
    return value


def _points(data: dict[str, Any], name: str) -> float:
    value = data.get("points", 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise BadVariant(f"'points' of step {name!r} must be a number from 0 to 100.")
    return float(value)


def _decimals(data: dict[str, Any], name: str) -> int:
    value = data.get("decimals", 3)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_DECIMALS:
        raise BadVariant(
            f"'decimals' of step {name!r} must be a whole number from 0 to {MOST_DECIMALS}."
        )
    return value
