"""Stored variants as the engine's objects."""

from collections.abc import Callable, Mapping
from typing import Any

from exercises.variant import Variant

# A class works on few variants at a time; each takes some kilobytes.
_MOST = 512
_read: dict[str, Variant] = {}


def variant(name: str, load: Callable[[], Mapping[str, Any]]) -> Variant:
    """The variant whose content hash is `name`; `load` fetches its JSON if it is new here."""
    found = _read.get(name)
    if found is None:
        found = Variant.from_json(load())
        if len(_read) >= _MOST:
            _read.clear()
        _read[name] = found
    return found
