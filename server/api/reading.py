"""Reading a request's JSON strictly: what gets past here can be stored and marked."""

import json
import math
from typing import Any, NoReturn

from flask import request

from server.api.errors import BadJson, NotJson
from server.core import core
from server.services.errors import BadInput
from server.services.texts import storable

DEEPEST = 8
_LARGEST_INTEGER = 2**63


def body() -> dict[str, Any]:
    """The request's body, a JSON object; raises BadJson, NotJson, BadInput or HTTP's 413."""
    if request.mimetype != "application/json":
        raise NotJson("Send the body as application/json.")
    request.max_content_length = core().settings.max_content_length
    return parse(request.get_data(cache=False))


def parse(data: bytes) -> dict[str, Any]:
    """Read a JSON object, refusing what JSON forbids and what cannot be stored."""
    try:
        value = json.loads(data.decode(), parse_constant=_refuse, object_pairs_hook=_unique)
    except RecursionError as error:
        raise BadInput("body", f"The body is nested deeper than {DEEPEST} levels.") from error
    except ValueError as error:
        raise BadJson("The body cannot be read as JSON.") from error
    _check(value, DEEPEST)
    if not isinstance(value, dict):
        raise BadInput("body", "The body must be a JSON object.")
    return value


def only(given: dict[str, Any], *names: str) -> None:
    """Refuse members that nothing would read."""
    if unknown := set(given) - set(names):
        field = min(unknown)
        raise BadInput(field, f"There is no {field!r} here; there is: {', '.join(names)}.")


def _refuse(constant: str) -> NoReturn:
    raise BadJson(f"{constant} is no JSON.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise BadJson("An object of the body has the same member twice.")
    return made


def _check(value: object, levels: int) -> None:
    if isinstance(value, dict | list):
        if not levels:
            raise BadInput("body", f"The body is nested deeper than {DEEPEST} levels.")
        inner = [*value.keys(), *value.values()] if isinstance(value, dict) else value
        for each in inner:
            _check(each, levels - 1)
    elif isinstance(value, str):
        if not storable(value):
            raise BadInput("body", "The body holds a character that cannot be stored.")
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadInput("body", "The body holds a number that is too large.")
    elif isinstance(value, int) and abs(value) >= _LARGEST_INTEGER:
        raise BadInput("body", "The body holds an integer that is too large.")
