"""The catalogue: every file in ``families`` that offers a ``FAMILY`` is in it."""

import importlib
import pkgutil
from functools import cache

import exercises.families
from exercises.errors import UnknownFamily
from exercises.family import Family

CHAPTERS = (
    (2, "Gates and graphs"),
    (8, "Neurons and chains"),
    (11, "Losses and paths"),
    (15, "Networks"),
    (18, "Shapes and batches"),
    (20, "Probabilities"),
    (24, "Learning"),
    (28, "Images and masks"),
    (31, "Sequences"),
    (34, "Norms and attention"),
    (999, "Beyond the sheet"),
)
"""Titles of the parts of the curriculum, each with the order of its last family."""


@cache
def families() -> tuple[Family, ...]:
    """All families in curriculum order."""
    names = [info.name for info in pkgutil.iter_modules(exercises.families.__path__)]
    modules = [importlib.import_module(f"exercises.families.{name}") for name in names]
    found = [module.FAMILY for module in modules if hasattr(module, "FAMILY")]
    return tuple(sorted(found, key=lambda family: (family.order, family.name)))


def family(name: str) -> Family:
    """The family of that name; raises UnknownFamily."""
    for candidate in families():
        if candidate.name == name:
            return candidate
    known = ", ".join(candidate.name for candidate in families())
    raise UnknownFamily(f"There is no family called {str(name)[:40]!r}; there are {known}.")


def chapters() -> tuple[tuple[str, tuple[Family, ...]], ...]:
    """The families by the part of the curriculum that they belong to."""
    found = []
    first = 0
    for last, title in CHAPTERS:
        here = tuple(family for family in families() if first < family.order <= last)
        found += [(title, here)] if here else []
        first = last
    return tuple(found)
