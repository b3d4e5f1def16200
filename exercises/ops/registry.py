"""Finds ops and misconceptions: every file of this folder is looked through once.

A module offers its op as ``OP``, its misconceptions as ``MISCONCEPTIONS``, and other right ways as
``EQUIVALENTS``.
"""

import importlib
import pkgutil
from functools import cache
from types import ModuleType

import exercises.ops
from exercises.errors import BadVariant
from exercises.ops.base import Equivalent, Misconception, Op


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(exercises.ops.__path__, "exercises.ops.")
    return tuple(importlib.import_module(name) for name in sorted(info.name for info in found))


@cache
def all_ops() -> dict[str, Op]:
    """Every op by name."""
    ops = [module.OP for module in _modules() if hasattr(module, "OP")]
    return {op.name: op for op in ops}


@cache
def all_misconceptions() -> dict[str, Misconception]:
    """Every misconception by id, in the order of their files, general ones last."""
    entries = [m for module in _modules() for m in getattr(module, "MISCONCEPTIONS", ())]
    return {entry.id: entry for entry in sorted(entries, key=lambda entry: entry.general)}


@cache
def all_equivalents() -> tuple[Equivalent, ...]:
    """Every other right way."""
    return tuple(s for module in _modules() for s in getattr(module, "EQUIVALENTS", ()))


def op(name: str) -> Op:
    """The op of that name; raises BadVariant."""
    try:
        return all_ops()[name]
    except KeyError:
        raise BadVariant(f"There is no operation called {name!r}.") from None


def misconception(id: str) -> Misconception:
    """The misconception with that id (KeyError if there is none)."""
    return all_misconceptions()[id]
