"""The catalogue: every file in ``families`` that offers a ``FAMILY`` is in it."""

import importlib
import pkgutil
from functools import cache

import exercises.families
from exercises.errors import UnknownFamily
from exercises.family import Family


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
