"""The names of values, taken apart: ``W1``, ``z_f``, ``xhat``, ``mhat2``, ``w3'``."""

import re
from dataclasses import dataclass
from functools import lru_cache

GREEK = (
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "eta",
    "theta",
    "lambda",
    "mu",
    "rho",
    "sigma",
)
TYPED = " as typed"
"""Ends the name of a given that is what somebody typed for a value."""
AGAIN_NAME = " again"
"""Ends the name of a value that is worked out once more, from what was typed before it."""
_NAME = re.compile(r"([A-Za-z]+?)(hat|bar)?([0-9]*)(?:_([A-Za-z0-9]+))?('*)")


@dataclass(frozen=True, slots=True)
class Name:
    """``letters`` with an accent (``hat``, ``bar`` or nothing), subscript and primes.

    ``number`` is a subscript of digits alone, which counts layers or steps; ``word`` any other.
    """

    letters: str
    accent: str
    number: str
    word: str
    primes: str

    @property
    def subscript(self) -> str:
        """What stands below the line: number and word."""
        return self.number + self.word


@lru_cache(maxsize=4096)
def take_apart(name: str) -> Name | None:
    """The parts of a name; None if it is not made like one."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    letters, accent, number, word, primes = match.groups()
    return Name(letters, accent or "", number, word or "", primes)
