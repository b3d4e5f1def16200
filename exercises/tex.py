"""LaTeX for the values of an exercise: symbols, numbers, and cells of either.

An op writes its formula once, as a function of *tokens*; a token is either a symbol
(``w^{(1)}_{12}``) or the number that stands there, so the same function prints the rule and the
worked line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from exercises.names import AGAIN_NAME, GREEK, TYPED, Name, take_apart

Index = tuple[int, ...]

_PART = re.compile(r"(d[^/]+/d.+) via (.+)")
_VALUE = re.compile(r"(d?)([A-Za-z])([0-9]+)")


class Token(Protocol):
    """One argument of a formula."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the value."""

    def __getitem__(self, index: Index) -> str:
        """LaTeX of one cell; ``()`` is the whole value."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A named value: its cells are written with indices that count from 1."""

    name: str
    shape: tuple[int, ...] = ()

    def __getitem__(self, index: Index) -> str:
        return symbol(self.name, index)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that stand in a value, shape ``(*shape)`` without the row axis."""

    value: NDArray[np.float64]

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the value."""
        return self.value.shape

    def __getitem__(self, index: Index) -> str:
        return number(float(self.value[index]))


@dataclass(frozen=True, slots=True)
class One:
    """A gradient that is 1 whatever the numbers, such as that of the loss by itself.

    Nobody writes such a factor: its text is empty.
    """

    shape: tuple[int, ...] = ()

    def __getitem__(self, index: Index) -> str:
        return ""


def symbol(name: str, index: Index = ()) -> str:
    """LaTeX of a name such as ``w3``, ``W1``, ``dE/dz2``, ``w3'`` or of one of its cells.

    The slope of the loss by itself is the factor 1, which nobody writes: it is the empty text.
    What somebody typed for a value, and what should stand there, is written as that value.
    """
    name = name.removesuffix(TYPED).removesuffix(AGAIN_NAME)
    part = _PART.fullmatch(name)
    if part:
        return rf"\left.{symbol(part[1], index)}\right|_{{{symbol(part[2])}}}"
    if name.startswith("d") and "/d" in name:
        of, wrt = name[1:].split("/d", 1)
        if of == wrt:
            return ""
        return rf"\frac{{\partial {symbol(of)}}}{{\partial {symbol(wrt, index)}}}"
    return _variable(name, index)


def _variable(name: str, index: Index) -> str:
    parts = take_apart(name)
    if parts is None:
        return rf"\mathrm{{{re.sub(r'[^A-Za-z0-9 ]', ' ', name)}}}"
    base = _letters(parts, small=bool(index))
    below = parts.number or _word(parts.word)
    if not index:
        return base + (f"_{{{below}}}" if below else "") + parts.primes
    above = f"({parts.number})" if parts.number else _word(parts.word)
    upper = f"^{{{above}{parts.primes}}}" if above or parts.primes else ""
    return f"{base}{upper}_{{{','.join(str(i + 1) for i in index)}}}"


def _letters(parts: Name, *, small: bool) -> str:
    """Greek, an italic letter (small in a cell of a matrix), or a word; with its accent."""
    letters = parts.letters
    if letters in GREEK:
        letters = rf"\{letters}"
    elif len(letters) > 1:
        letters = rf"\mathrm{{{letters}}}"
    elif small:
        letters = letters.lower()
    return rf"\{parts.accent}{{{letters}}}" if parts.accent else letters


def _word(word: str) -> str:
    value = _VALUE.fullmatch(word)
    if value:
        return f"{value[1]}{value[2]}_{{{value[3]}}}"
    return rf"\mathrm{{{word}}}" if len(word) > 1 and not word.isdigit() else word


def number(value: float) -> str:
    """A number with six significant digits, without an exponent."""
    value += 0.0
    text = f"{value:.6g}"
    return text if "e" not in text else f"{value:.8f}".rstrip("0").rstrip(".")


def factor(text: str) -> str:
    """``text`` as a factor or an addend: sums and negative numbers get parentheses."""
    return rf"\left({text}\right)" if text.startswith("-") else text


def bare(text: str) -> str:
    """``text`` without parentheses around the whole of it, which nobody writes."""
    inside = text.removeprefix(r"\left(").removesuffix(r"\right)")
    if len(text) - len(inside) != len(r"\left(\right)"):
        return text
    depth = 0
    for fence in re.findall(r"\\left\(|\\right\)", inside):
        depth += 1 if "left" in fence else -1
        if depth < 0:
            return text
    return inside


def power(text: str, exponent: int) -> str:
    """A power; all but a letter or a plain number gets parentheses."""
    base = text if text[0].isalnum() else rf"\left({text}\right)"
    return f"{base}^{exponent}"


def times(*factors: str) -> str:
    """A product; an empty factor (the slope of the loss by itself) is left out."""
    first, *rest = [text for text in factors if text] or [""]
    return r" \cdot ".join([factor(first), *map(factor, rest)]) if rest else first


def plus(terms: Iterable[str]) -> str:
    """A sum; an empty term is the factor 1 by itself."""
    first, *rest = (term or "1" for term in terms)
    return " + ".join([first, *(factor(term) for term in rest)])
