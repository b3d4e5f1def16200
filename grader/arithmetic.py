"""Simple arithmetic such as ``2*(3-2)`` or ``4*10^-1``, worked out exactly.

sum     = product (("+" | "-") product)*
product = signed (("*" | "/") signed)*
signed  = ("+" | "-") signed | power
power   = atom ("^" signed)?
atom    = decimal | "(" sum ")"

The caller bounds the length of the text, and with it the depth of the recursion.
"""

import re
from fractions import Fraction

from grader.errors import Unreadable
from grader.refusals import refuse

_PIECE = re.compile(r"(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?|[-+*/^()]", re.ASCII)
_END = ""
_MOST_BITS = 2000


def calculate(text: str) -> Fraction:
    """The exact value of ``text``, which holds no spaces; raises ``Unreadable``."""
    parser = _Parser(_pieces(text))
    value = parser.sum()
    parser.finish()
    return value


def decimal_fraction(text: str) -> Fraction:
    """The exact value of a decimal, in e-notation or not; its exponent has two digits at most."""
    _, _, exponent = text.lower().partition("e")
    check_exponent(exponent)
    return Fraction(text.replace(",", "."))


def check_exponent(exponent: str) -> None:
    """Refuse a power of ten that would cost time, and that no float could hold."""
    if len(exponent.lstrip("+-0")) > 2:
        raise refuse("small" if exponent.startswith("-") else "large")


def _pieces(text: str) -> list[str]:
    pieces = _PIECE.findall(text)
    if "".join(pieces) != text:
        raise refuse("symbol")
    return [*pieces, _END]


class _Parser:
    """One function for each line of the grammar, over a list of pieces that ends in ``_END``."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.at = 0

    def sum(self) -> Fraction:
        value = self.product()
        while sign := self.take("+-"):
            term = self.product()
            value = value + term if sign == "+" else value - term
        return value

    def product(self) -> Fraction:
        value = self.signed()
        while sign := self.take("*/"):
            factor = self.signed()
            value = value * factor if sign == "*" else _divide(value, factor)
        return value

    def signed(self) -> Fraction:
        sign = self.take("+-")
        if not sign:
            return self.power()
        value = self.signed()
        return -value if sign == "-" else value

    def power(self) -> Fraction:
        base = self.atom()
        return _raise(base, self.signed()) if self.take("^") else base

    def atom(self) -> Fraction:
        if self.take("("):
            value = self.sum()
            if not self.take(")"):
                raise self.misfit()
            return value
        piece = self.pieces[self.at]
        if piece == _END or piece in "+-*/^()":
            raise refuse("unfinished")
        self.at += 1
        return decimal_fraction(piece)

    def take(self, wanted: str) -> str:
        """The next token if it is one of the signs ``wanted``, else an empty text."""
        piece = self.pieces[self.at]
        if piece == _END or piece not in wanted:
            return ""
        self.at += 1
        return piece

    def finish(self) -> None:
        if self.pieces[self.at] != _END:
            raise self.misfit()

    def misfit(self) -> Unreadable:
        """The refusal of a piece that cannot follow a value: another value asks for a star."""
        piece = self.pieces[self.at]
        return refuse("brackets" if piece in (_END, ")") else "product")


def _divide(dividend: Fraction, divisor: Fraction) -> Fraction:
    if not divisor:
        raise refuse("zero_division")
    return dividend / divisor


def _raise(base: Fraction, exponent: Fraction) -> Fraction:
    """The power, unless it would be a root, a division by zero or a number of many digits."""
    if exponent.denominator != 1 or abs(exponent) > 99:
        raise refuse("power")
    if not base and exponent < 0:
        raise refuse("zero_division")
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    if bits * abs(exponent) > _MOST_BITS:
        raise refuse("power")
    return base ** int(exponent)
