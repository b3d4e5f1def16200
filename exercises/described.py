"""A network described by an instructor in a few words, read into the parts that a builder needs.

The description is what ten lines of YAML give: nested mappings, lists, numbers and texts::

    title: My network
    inputs: 2
    layers:
      - {units: 2, activation: relu}
      - {units: 1}
    loss: squared_error
    update: true
    ask: [forward, loss, dE/dW2, dE/dW1]
    numbers:
      weights: {from: -2, to: 2, step: 0.5}
      target: [1, 2, 3]
    off: 1

Everything but ``inputs`` and ``layers`` may be left out. What does not make sense raises
BadParameter with one sentence that says where.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from exercises.conventions import ACTIVATIONS, LOSSES
from exercises.errors import BadParameter
from exercises.layers import USUAL, Layer, Numbers
from exercises.sheet import PHASES

MOST_UNITS = 4
MOST_LAYERS = 4
MOST_NUMBERS = 200
MOST_DECIMALS = 4
LARGEST_NUMBER = 100
LONGEST = 200
POOLS = tuple(USUAL)
KEYS = ("title", "inputs", "layers", "loss", "update", "ask", "numbers", "decimals", "off")


@dataclass(frozen=True)
class Description:
    """A network to draw exercises of.

    ``ask``: phases and names of steps, empty for all; ``decimals``: asked where a value is not
    exact, None for the usual; ``off``: so many units with a kink get a negative sum.
    """

    title: str
    inputs: int
    layers: tuple[Layer, ...]
    loss: str
    update: bool
    ask: tuple[str, ...]
    numbers: Mapping[str, Numbers]
    decimals: int | None
    off: int | None


def read_description(obj: object) -> Description:
    """Read a description; raises BadParameter."""
    data = _mapping(obj, "The network", KEYS)
    layers = data.get("layers")
    if not isinstance(layers, list | tuple) or not 1 <= len(layers) <= MOST_LAYERS:
        raise BadParameter(f"The network's layers must be a list of 1 to {MOST_LAYERS} layers.")
    return Description(
        title=_title(data.get("title", "")),
        inputs=_whole(data.get("inputs"), "The number of inputs", 1, MOST_UNITS),
        layers=tuple(_layer(layer, i) for i, layer in enumerate(layers, 1)),
        loss=_word(data.get("loss", LOSSES[0]), "The loss", LOSSES),
        update=_flag(data.get("update", True), "The network's update"),
        ask=_ask(data.get("ask", [])),
        numbers=_numbers(data.get("numbers", {})),
        decimals=_or_none(data, "decimals", 2, 6),
        off=_or_none(data, "off", 0, MOST_UNITS * MOST_LAYERS),
    )


def _mapping(obj: object, what: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(obj, Mapping):
        raise BadParameter(f"{what} must be a table of names and values, such as {keys[0]}: ….")
    for key in obj:
        if key not in keys:
            known = ", ".join(keys)
            raise BadParameter(f"{what} has no entry {str(key)[:40]!r}; it may have {known}.")
    return obj


def _title(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise BadParameter(f"The network's title must be a text of at most {LONGEST} characters.")
    return value.strip()


def _whole(value: object, what: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadParameter(f"{what} must be a whole number from {low} to {high}.")
    return value


def _flag(value: object, what: str) -> bool:
    if not isinstance(value, bool):
        raise BadParameter(f"{what} must be true or false.")
    return value


def _word(value: object, what: str, words: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in words:
        known = ", ".join(words)
        raise BadParameter(f"{what} must be one of {known}, not {str(value)[:40]!r}.")
    return value


def _or_none(data: Mapping[str, Any], key: str, low: int, high: int) -> int | None:
    value = data.get(key)
    return None if value is None else _whole(value, f"The network's {key!r}", low, high)


def _layer(obj: object, number: int) -> Layer:
    what = f"Layer {number}"
    data = _mapping(obj, what, ("units", "activation", "bias"))
    return Layer(
        units=_whole(data.get("units"), f"{what}: its units", 1, MOST_UNITS),
        activation=_word(
            data.get("activation", "identity"), f"{what}: its activation", ACTIVATIONS
        ),
        bias=_flag(data.get("bias", True), f"{what}: its bias"),
    )


def _ask(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        phases = ", ".join(PHASES)
        raise BadParameter(f"What to ask must be a list of steps, or of {phases}.")
    return tuple(value)


def _numbers(obj: object) -> dict[str, Numbers]:
    data = _mapping(obj, "The numbers", POOLS)
    return {name: _pool(value, f"The numbers of the {name}") for name, value in data.items()}


def _pool(value: object, what: str) -> Numbers:
    """A list of numbers, one number, or a range with a step; zeros are left out."""
    if isinstance(value, Mapping):
        found = _range(_mapping(value, what, ("from", "to", "step")), what)
    else:
        items = value if isinstance(value, list | tuple) else [value]
        found = [_decimal(item, what) for item in items[: MOST_NUMBERS + 1]]
    found = [number for number in found if number]
    if not 1 <= len(found) <= MOST_NUMBERS:
        raise BadParameter(f"{what} must leave 1 to {MOST_NUMBERS} numbers other than 0.")
    decimals = max(max(0, -int(number.as_tuple().exponent)) for number in found)
    return Numbers(tuple(int(number.scaleb(decimals)) for number in found), decimals)


def _range(data: Mapping[str, Any], what: str) -> list[Decimal]:
    low, high, step = (_decimal(data.get(key), what) for key in ("from", "to", "step"))
    if step <= 0 or low > high or (high - low) / step > MOST_NUMBERS:
        raise BadParameter(
            f"{what}: from must not be above to, and step must be positive, "
            f"with at most {MOST_NUMBERS} steps between them."
        )
    return [low + i * step for i in range(int((high - low) / step) + 1)]


def _decimal(value: object, what: str) -> Decimal:
    """An exact decimal: 0.1 means one tenth."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadParameter(f"{what} must be numbers, or a range with from, to and step.")
    number = Decimal(repr(value)).normalize()
    small = number.is_finite() and abs(number) <= LARGEST_NUMBER
    if not small or -int(number.as_tuple().exponent) > MOST_DECIMALS:
        raise BadParameter(
            f"{what} must be at most {LARGEST_NUMBER} with at most {MOST_DECIMALS} decimals."
        )
    return number


def asked_or_not(ask: tuple[str, ...], names: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a step is asked, by its name. ``names`` maps all steps to their phases.

    Raises BadParameter where a wish is neither a step nor a phase, or nothing is left to ask.
    """
    for wish in ask:
        if wish not in names and wish not in PHASES:
            known = ", ".join(names)
            raise BadParameter(f"There is no step {wish[:40]!r} to ask; there are {known}.")
    wanted = {name for name, phase in names.items() if not ask or name in ask or phase in ask}
    if not wanted:
        raise BadParameter("The network must ask for at least one step.")
    return wanted.__contains__
