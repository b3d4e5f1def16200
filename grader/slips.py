"""Careless errors on an otherwise right rule. A slip changes one number, not a rule.

Each slip says what it makes of a value (to simulate students) and whether a typed number looks
like it (to recognise it). ``cost`` orders them: the likelier, the cheaper.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.own import half_unit


@dataclass(frozen=True)
class Slip:
    """``makes`` gives the numbers that the slip can turn a value into, at some decimals."""

    id: str
    name: str
    cost: float
    makes: Callable[[float, int], Iterator[float]]
    messages: tuple[str, str]
    free: bool = False

    def explains(self, typed: float, value: float, decimals: int) -> bool:
        """Whether ``typed`` is what the slip makes of ``value``, and ``value`` is not nothing."""
        near = 1.02 * half_unit(decimals)
        return abs(value) > 2 * near and any(
            abs(typed - made) <= max(near, 1e-9 * abs(made)) for made in self.makes(value, decimals)
        )


def _sign(value: float, decimals: int) -> Iterator[float]:
    yield -value


def _power(value: float, decimals: int) -> Iterator[float]:
    yield value * 10
    yield value / 10


def _swapped_digits(value: float, decimals: int) -> Iterator[float]:
    text = _digits(value, decimals)
    for i in range(len(text) - 1):
        if text[i] != text[i + 1]:
            yield _number(text[:i] + text[i + 1] + text[i] + text[i + 2 :], value, decimals)


def _other_digit(value: float, decimals: int) -> Iterator[float]:
    text = _digits(value, decimals)
    for i, digit in enumerate(text):
        for other in "0123456789":
            if other != digit:
                yield _number(text[:i] + other + text[i + 1 :], value, decimals)


def _last_digit(value: float, decimals: int) -> Iterator[float]:
    unit = 10.0**-decimals
    if abs(value) >= 20 * unit:
        yield round(value, decimals) + unit
        yield round(value, decimals) - unit


def _rounded(value: float, decimals: int) -> Iterator[float]:
    for fewer in range(decimals - 1, -1, -1):
        rounded = round(value, fewer)
        if abs(rounded - value) <= 0.05 * abs(value):
            yield rounded


def _digits(value: float, decimals: int) -> str:
    """The digits of a value as one would write it, without the point and trailing zeros."""
    return f"{abs(round(value * 10**decimals)):d}".rstrip("0") or "0"


def _number(text: str, value: float, decimals: int) -> float:
    whole = f"{abs(round(value * 10**decimals)):d}"
    size = int(text) * 10 ** (len(whole) - len(whole.rstrip("0"))) / 10**decimals
    return -size if value < 0 else size


SLIPS = (
    Slip(
        id="Z_ROUND_LAST",
        name="last digit rounded the wrong way",
        cost=0.2,
        makes=_last_digit,
        free=True,
        messages=(
            "Right, up to the rounding of the last digit.",
            "Round the last digit up from five, down below; carry one digit more than you type.",
        ),
    ),
    Slip(
        id="Z_ROUND_EARLY",
        name="rounded too early",
        cost=0.4,
        makes=_rounded,
        free=True,
        messages=(
            "Your method is right; keep more digits.",
            "Carry one digit more than is asked, and round only what you type.",
        ),
    ),
    Slip(
        id="Z_SIGN",
        name="sign slip",
        cost=1.1,
        makes=_sign,
        messages=(
            "The right size; check the sign.",
            "Count the minus signs among the factors: an even number of them cancels.",
        ),
    ),
    Slip(
        id="Z_POW10",
        name="decimal point moved",
        cost=1.2,
        makes=_power,
        messages=(
            "The digits are right, the decimal point is not.",
            "Estimate the size of the result first, then place the point.",
        ),
    ),
    Slip(
        id="Z_TRANSPOSE",
        name="two digits swapped",
        cost=1.3,
        makes=_swapped_digits,
        messages=(
            "Very close: read your digits again.",
            "Work the number out once more and compare digit by digit.",
        ),
    ),
    Slip(
        id="Z_DIGIT",
        name="one digit wrong",
        cost=1.6,
        makes=_other_digit,
        messages=(
            "Very close: work this one out again.",
            "The rule looks right; one product or one sum in it came out wrong.",
        ),
    ),
)
"""Slips of a single number, likeliest first."""

COPIED = {
    "Z_NEIGHBOUR": (
        "value of another field",
        "This is exactly the value of another field.",
        "Check from which line you copied; each field asks for a value of its own.",
    ),
    "Z_INDEX": (
        "row and column mixed up",
        "This is the value of the mirrored cell.",
        "Check the two indices: the row is the unit, the column is its input.",
    ),
    "Z_SWAP_VG": (
        "two fields exchanged",
        "Two fields look exchanged.",
        "Compare the names of the two fields with your notes.",
    ),
    "Z_ROW_SHIFT": (
        "answers entered one field too far",
        "From here on your answers stand one field too far.",
        "Move them up by one field, starting here.",
    ),
}
"""Slips that take a number from another place: name and two messages."""

BY_ID = {slip.id: slip for slip in SLIPS}
