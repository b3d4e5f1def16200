"""Reads the text of one cell as a number, exactly, or says in a sentence why it cannot.

The same grammar is read in the browser; ``tests/data/number_texts.json`` holds both to it.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from grader.arithmetic import calculate, check_exponent
from grader.refusals import refuse, refuse_traps

LONGEST = 40
LARGEST = 10**12

_SPACES = " \t\r\n\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("·×⋅∙∗", "*") | dict.fromkeys("⁄∕÷", "/")
)
# Twelve digits before the point keep the value below LARGEST and the text within LONGEST.
_plain = re.compile(r"-?[0-9]{1,12}(?:\.([0-9]{1,25}))?").fullmatch
_decimal = re.compile(
    r"([-+]?(?:[0-9]+(?:[.,]([0-9]*))?|[.,]([0-9]+)))(?:(?:[eE]|\*10\^)([-+]?[0-9]+))?"
).fullmatch
_hidden = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
).search
_mixed = re.compile(rf"[0-9][{_SPACES}]+[0-9]+[{_SPACES}]*/").search
_NO_SPACES = str.maketrans(dict.fromkeys(_SPACES, ""))
_TYPED, _FINITE = Context(prec=LONGEST), Context(prec=15)
_ABOUT = Context(prec=6, rounding=ROUND_HALF_UP)


class Number:
    """A number as it was typed. Never changed once made.

    ``value`` is finite. ``decimals`` counts the digits typed after the point (0.40 has two, 4e-1
    has one, 12e1 has none) and is ``None`` for a fraction or a calculation. ``echo`` shows how the
    text was read, such as ``= 0.4``, and is ``None`` where the text shows that by itself.
    """

    # A class of slots: a frozen dataclass costs three times as much to make, once for every cell.
    __slots__ = ("_source", "decimals", "echo", "value")

    def __init__(
        self, value: float, source: str | Fraction, decimals: int | None, echo: str | None = None
    ) -> None:
        self.value = value
        self.decimals = decimals
        self.echo = echo
        self._source = source

    @property
    def exact(self) -> Fraction:
        """The value without rounding."""
        return Fraction(self._source)

    @property
    def digits(self) -> int | None:
        """How many significant digits were typed: two for 0.40, at least one; ``None`` as above."""
        if isinstance(self._source, Fraction):
            return None
        mantissa, _, _ = self._source.partition("e")
        return max(1, len(mantissa.lstrip("+-0.").replace(".", "")))

    def __repr__(self) -> str:
        return f"Number({self.value!r}, decimals={self.decimals}, echo={self.echo!r})"


def read(text: str) -> Number:
    """The number that ``text`` stands for; raises ``Unreadable`` with the reason."""
    plain = _plain(text)
    if plain:
        # Adding nothing turns -0.0 into 0.0.
        return Number(float(text) + 0.0, text, len(plain[1] or ""))
    return _read_closely(text)


def read_cell(cell: object) -> Number | None:
    """The number in a cell of answers: a text, or a number of JSON; ``None`` if it is blank."""
    if isinstance(cell, str):
        return read(cell) if cell.strip(_SPACES) else None
    if cell is None:
        return None
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise refuse("type")
    if abs(cell) > LARGEST:
        raise refuse("infinite" if cell in (float("inf"), float("-inf")) else "large")
    return read(str(int(cell)) if isinstance(cell, int) else float.__repr__(cell))


def _read_closely(text: str) -> Number:
    typed = _tidy(text)
    compact = typed.translate(_NO_SPACES)
    if decimal := _decimal(compact):
        return _read_decimal(typed, *decimal.groups())
    refuse_traps(compact)
    exact = _bounded(calculate(compact))
    return Number(float(exact), exact, None, _echo(exact))


def _tidy(text: str) -> str:
    """The text without spaces around it and with one kind of minus, star and slash."""
    typed = text.strip(_SPACES)
    if not typed:
        raise refuse("blank")
    if len(typed) > LONGEST:
        raise refuse("long")
    if _hidden(typed):
        raise refuse("hidden")
    if _mixed(typed):
        raise refuse("mixed")
    return typed.translate(_SIGNS).replace("**", "^")


def _read_decimal(
    typed: str, mantissa: str, after: str | None, only_after: str | None, power: str | None
) -> Number:
    """``typed`` is the number ``mantissa`` times ten to the ``power``."""
    check_exponent(power or "0")
    source = f"{mantissa.replace(',', '.')}e{power or 0}"
    exact = _bounded(Fraction(source))
    decimals = max(0, len(after or only_after or "") - int(power or 0))
    echo = None if _plain(typed) else "= " + _written(_TYPED.normalize(Decimal(source)))
    return Number(float(exact), source, decimals, None if echo == "= " + typed else echo)


def _bounded(exact: Fraction) -> Fraction:
    if abs(exact) > LARGEST:
        raise refuse("large")
    if exact and not float(exact):
        raise refuse("small")
    return exact


def _echo(exact: Fraction) -> str:
    """The value in up to fifteen digits where that is all of it, else in six."""
    parts = Decimal(exact.numerator), Decimal(exact.denominator)
    value = _FINITE.divide(*parts)
    if Fraction(value) == exact:
        return "= " + _written(_FINITE.normalize(value))
    return "≈ " + _written(_ABOUT.normalize(_ABOUT.divide(*parts)))


def _written(value: Decimal) -> str:
    """Without an exponent, unless seven zeros or more would have to be counted."""
    return f"{value:f}" if not value or value.adjusted() >= -6 else str(value).lower()
