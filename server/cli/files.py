"""Files as arguments, JSON mostly: read strictly, and refused in one sentence."""

import json
import math
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

LARGEST = 4_000_000
DEEPEST = 12

T = TypeVar("T")


def json_file(path: str) -> object:
    """Give what stands in a JSON file, ``-`` being standard input; a type of argument."""
    return _or_usage_error(path, lambda: _shallow(_parse(_read(path))))


def text_file(path: str) -> str:
    """Give the text of a file, ``-`` being standard input."""
    return _or_usage_error(path, lambda: _read(path))


def _or_usage_error(path: str, read: Callable[[], T]) -> T:
    try:
        return read()
    except _Refused as refusal:
        raise click.UsageError(f"{'Standard input' if path == '-' else path} {refusal}") from None


class _Refused(Exception):
    """``str`` goes on after the file's name."""


def _read(path: str) -> str:
    try:
        data = _standard_input() if path == "-" else _file(path)
    except OSError as error:
        raise _Refused(f"cannot be read: {error.strerror}.") from None
    if len(data) > LARGEST:
        raise _Refused(f"is larger than {LARGEST // 1_000_000} MB.")
    if not data.strip():
        raise _Refused("is empty.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Refused("is not UTF-8 text.") from None


def _standard_input() -> bytes:
    read = click.get_current_context().meta
    if read.setdefault(__name__, 0):
        raise _Refused("can be read once only.")
    read[__name__] += 1
    return sys.stdin.buffer.read(LARGEST + 1)


def _file(path: str) -> bytes:
    with Path(path).open("rb") as file:
        return file.read(LARGEST + 1)


def _parse(text: str) -> object:
    try:
        return json.loads(
            text, parse_constant=_not_json, parse_float=_finite, object_pairs_hook=_unique
        )
    except RecursionError:
        raise _Refused("is nested too deeply.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _Refused(f"is not JSON: {error.msg.lower()} at {place}.") from None
    except ValueError:
        raise _Refused("holds a number with too many digits.") from None


def _not_json(constant: str) -> NoReturn:
    raise _Refused(f"is not JSON: {constant} is not a number there.")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Refused("holds a number that is too large.")
    return number


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise _Refused(f"gives {twice!r} twice.")
    return read


def _shallow(value: object) -> object:
    layer: list[object] = [value]
    for _ in range(DEEPEST):
        layer = [part for parent in layer for part in _parts(parent)]
    if layer:
        raise _Refused("is nested too deeply.")
    return value


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
