"""Names and numbers in the drawing: subscripts, real minus signs, a bounded length."""

import re
from functools import lru_cache
from html import escape

from exercises.names import TYPED, take_apart

Index = tuple[int, ...]
Piece = tuple[str, int]
"""A run of text, and whether it stands raised (1), lowered (-1) or on the line (0)."""
Pieces = tuple[Piece, ...]

GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "lambda": "λ",
    "mu": "μ",
    "rho": "ρ",
    "sigma": "σ",
}
SMALL = 0.74
"""Size of a subscript as a share of the text's."""
ADVANCE = 0.62
"""Width of a character as a share of the text's size; generous, because fonts are inherited."""

ACCENT = {"hat": "\u0302", "bar": "\u0304", "": ""}
"""Marks that combine with the letter before them."""
_CONTROL = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=2048)
def name_pieces(name: str, index: Index = ()) -> Pieces:
    """The label of a value such as ``w3``, ``W1``, ``dE/dz2``, ``w3'``, or of one of its cells.

    A cell is written as in the formulas: cell ``(0, 1)`` of ``W1`` is w with subscript 1,2 and
    superscript (1).
    """
    name, _, path = name.removesuffix(TYPED).partition(" via ")
    if path:
        return (*name_pieces(name, index), (" via ", 0), *name_pieces(path))
    if name.startswith("d") and "/d" in name:
        of, wrt = name[1:].split("/d", 1)
        return (("∂", 0), *_variable(of, ()), ("/∂", 0), *_variable(wrt, index))
    return _variable(name, index)


def _variable(name: str, index: Index) -> Pieces:
    parts = take_apart(name)
    if parts is None:
        return ((name, 0), (_ordinals(index), -1)) if index else ((name, 0),)
    letters = GREEK.get(parts.letters, parts.letters)
    prime = "′" * len(parts.primes)
    if not index:
        below = parts.subscript
        return _without_blanks(((letters + ACCENT[parts.accent] + prime, 0), (below, -1)))
    base = (letters.lower() if len(letters) == 1 else letters) + ACCENT[parts.accent]
    layer = f"({parts.number})" if parts.number else parts.word
    return _without_blanks(((base + prime, 0), (_ordinals(index), -1), (layer, 1)))


def _ordinals(index: Index) -> str:
    return ",".join(str(i + 1) for i in index)


def _without_blanks(pieces: Pieces) -> Pieces:
    return tuple(piece for piece in pieces if piece[0])


def plain(pieces: Pieces) -> str:
    """The same label without raised and lowered text, for words."""
    return "".join(text for text, _ in pieces)


@lru_cache(maxsize=2048)
def markup(pieces: Pieces, size: float) -> str:
    """The label as the content of a ``<text>`` of the given size; escaped."""
    if len(pieces) == 1 and not pieces[0][1]:
        return clean(pieces[0][0])
    height = 0.0
    parts = []
    for text, level in pieces:
        wanted = -0.28 * size * level
        parts.append(_span(clean(text), level, wanted - height, size))
        height = wanted
    return "".join(parts)


def _span(text: str, level: int, shift: float, size: float) -> str:
    dy = f' dy="{shift:.1f}"' if abs(shift) > 0.05 else ""
    small = f' font-size="{SMALL * size:.1f}"' if level else ""
    return f"<tspan{dy}{small}>{text}</tspan>" if dy or small else text


@lru_cache(maxsize=2048)
def width(pieces: Pieces, size: float) -> float:
    """An upper estimate of the label's width."""
    return sum(len(text) * ADVANCE * size * (SMALL if level else 1) for text, level in pieces)


def number(value: float) -> str:
    """A given number as it is printed, with a real minus sign."""
    text = repr(value)
    if "e" in text:
        text = f"{value:.12f}".rstrip("0")
    text = text.removesuffix(".0") if "." in text else text
    return text.replace("-", "−")


def shown(text: str) -> str:
    """A student's text with a real minus sign."""
    return text.strip().replace("-", "−")


def cut(text: str, most: int) -> str:
    """At most ``most`` characters; the rest becomes an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def clean(text: str) -> str:
    """Text that is safe in XML: escaped, and without the characters that XML forbids."""
    return escape(_CONTROL.sub("�", text))
