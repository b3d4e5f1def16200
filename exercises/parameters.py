"""Parameters of a family: a name, a default, and a reader that knows their range."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.errors import BadParameter


@dataclass(frozen=True)
class Parameter:
    """``read`` turns a value or a text into a valid value, or raises ValueError.

    A ``nested`` one takes no text but mappings and lists, as YAML or JSON give them.
    """

    name: str
    default: Any
    help: str
    range: str
    read: Callable[[object], Any]
    choices: tuple[str, ...] | None = None
    nested: bool = False

    def describe(self) -> str:
        """Its range in words."""
        return self.range

    def to_json(self) -> dict[str, Any]:
        """Name, default, range and choices, for the catalogue."""
        fields = {"name": self.name, "default": self.default, "help": self.help}
        return {**fields, "range": self.range, "choices": list(self.choices or ()) or None}


def integer(name: str, low: int, high: int, default: int, help: str) -> Parameter:
    """A whole number from ``low`` to ``high``."""

    def read(value: object) -> int:
        number = _whole(value)
        if not low <= number <= high:
            raise ValueError
        return number

    return Parameter(name, default, help, f"a whole number from {low} to {high}", read)


def choice(name: str, choices: Sequence[str], default: str, help: str) -> Parameter:
    """One of a few words."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ValueError
        return value

    return Parameter(name, default, help, "one of " + ", ".join(choices), read, tuple(choices))


def flag(name: str, default: bool, help: str) -> Parameter:
    """Yes or no."""
    words = {"true": True, "yes": True, "on": True, "1": True}
    words |= {"false": False, "no": False, "off": False, "0": False}

    def read(value: object) -> bool:
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in words:
            return words[value.lower()]
        raise ValueError

    return Parameter(name, default, help, "true or false", read, ("true", "false"))


def sizes(name: str, count: tuple[int, int], most: int, default: list[int], help: str) -> Parameter:
    """A list of layer sizes such as ``2,2,1``."""

    def read(value: object) -> list[int]:
        items = value.strip("[] ").replace("-", ",").split(",") if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not count[0] <= len(items) <= count[1]:
            raise ValueError
        numbers = [_whole(item) for item in items]
        if not all(1 <= number <= most for number in numbers):
            raise ValueError
        return numbers

    range_ = f"{count[0]} to {count[1]} sizes from 1 to {most}, such as {_plain(default)}"
    return Parameter(name, default, help, range_, read)


def mapping(
    name: str, default: Mapping[str, Any], help: str, read: Callable[[object], Mapping[str, Any]]
) -> Parameter:
    """A nested description; ``read`` raises BadParameter with a sentence of its own."""
    return Parameter(name, default, help, "a description in YAML or JSON", read, nested=True)


def _whole(value: object) -> int:
    if isinstance(value, bool):
        raise ValueError
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        return int(value.strip()[:9])
    raise ValueError


def _plain(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def resolve(
    family: str, parameters: Sequence[Parameter], chosen: Mapping[str, object]
) -> dict[str, Any]:
    """A valid value for every parameter; raises BadParameter with one clear sentence."""
    known = {parameter.name for parameter in parameters}
    unknown = [name for name in chosen if name not in known]
    if unknown:
        names = ", ".join(sorted(known)) or "none"
        raise BadParameter(f"{family} has no parameter {_shown(unknown[0])}; it has {names}.")
    return {p.name: _read(p, chosen[p.name]) if p.name in chosen else p.default for p in parameters}


def _read(parameter: Parameter, value: object) -> Any:
    try:
        return parameter.read(value)
    except BadParameter:
        raise
    except ValueError:
        raise BadParameter(
            f"{parameter.name} must be {parameter.describe()}, not {_shown(value)}."
        ) from None


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return repr(text[:40] + "..." if len(text) > 40 else text)
