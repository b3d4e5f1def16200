"""Careless errors on an otherwise right rule. A slip changes one number, not a rule.

Each slip says what it can make of a value (to simulate students), and whether a typed number looks
like it (to recognise it).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

FEWEST_DIGITS = 3
"""One wrong digit is recognised only among at least two right ones."""
MOST_OFF = 0.05
"""Rounding early explains no more than this share of a value."""

Made = Iterator[float]


@dataclass(frozen=True)
class Slip:
    """``makes``: numbers that the slip can turn a value into, at some decimals.

    ``explains(typed, value, decimals)``: whether a number looks like the slip on ``value``.
    ``cost`` orders slips: the likelier, the cheaper. A ``free`` one costs no points.
    """

    id: str
    name: str
    cost: float
    makes: Callable[[float, int], Made]
    explains: Callable[[float, float, int], bool]
    messages: tuple[str, str]
    free: bool = False


def _close(typed: float, made: float, decimals: int) -> bool:
    return abs(typed - made) <= max(0.51 * 10.0**-decimals, 1e-9 * abs(made))


def _among(makes: Callable[[float, int], Made]) -> Callable[[float, float, int], bool]:
    """Recognise a slip by trying what it makes."""

    def explains(typed: float, value: float, decimals: int) -> bool:
        return any(_close(typed, made, decimals) for made in makes(value, decimals))

    return explains


def _sign(value: float, _decimals: int) -> Made:
    yield -value


def _power(value: float, decimals: int) -> Made:
    yield value * 10
    yield value / 10
    yield round(value, decimals) * 10


def _last_digit(value: float, decimals: int) -> Made:
    unit = 10.0**-decimals
    if abs(value) >= 20 * unit:
        yield round(value, decimals) + unit
        yield round(value, decimals) - unit


def _rounded(value: float, decimals: int) -> Made:
    for fewer in range(decimals - 1, -1, -1):
        rounded = round(value, fewer)
        two_digits = abs(rounded) >= 9.5 * 10.0**-fewer
        if two_digits and abs(rounded - value) <= MOST_OFF * abs(value):
            yield rounded


def _digits(value: float, decimals: int) -> str:
    """The digits of a value as one would write it, without the point."""
    return f"{abs(round(value * 10**decimals)):d}"


def _number(digits: str, value: float, decimals: int) -> float:
    size = int(digits) * 10.0**-decimals
    return -size if value < 0 else size


def _swap_digits(value: float, decimals: int) -> Made:
    text = _digits(value, decimals)
    for i in range(len(text.rstrip("0")) - 1):
        if text[i] != text[i + 1] and (i or text[1] != "0"):
            yield _number(text[:i] + text[i + 1] + text[i] + text[i + 2 :], value, decimals)


def _change_digit(value: float, decimals: int) -> Made:
    text = _digits(value, decimals)
    significant = len(text.rstrip("0"))
    if significant >= FEWEST_DIGITS:
        for i in range(significant):
            other = (int(text[i]) + 2) % 9 + 1
            yield _number(f"{text[:i]}{other}{text[i + 1 :]}", value, decimals)


def _differing(typed: float, value: float, decimals: int) -> list[int] | None:
    """Places where the digits differ; None where signs, sizes or decimals do not agree."""
    text, right = _digits(typed, decimals), _digits(value, decimals)
    as_written = _close(typed, _number(text, typed, decimals), decimals + 3)
    if typed * value <= 0 or len(text) != len(right) or not as_written:
        return None
    return [i for i, pair in enumerate(zip(text, right, strict=True)) if pair[0] != pair[1]]


def _is_swap(typed: float, value: float, decimals: int) -> bool:
    places = _differing(typed, value, decimals)
    if places is None or len(places) != 2 or places[1] != places[0] + 1:
        return False
    text, right = _digits(typed, decimals), _digits(value, decimals)
    i = places[0]
    return text[i : i + 2] == right[i + 1] + right[i]


def _is_one_digit(typed: float, value: float, decimals: int) -> bool:
    places = _differing(typed, value, decimals)
    significant = len(_digits(value, decimals).rstrip("0"))
    return places is not None and len(places) == 1 and significant >= FEWEST_DIGITS


SLIPS = (
    Slip(
        id="Z_ROUND_LAST",
        name="last digit rounded the wrong way",
        cost=0.2,
        makes=_last_digit,
        explains=_among(_last_digit),
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
        explains=_among(_rounded),
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
        explains=_among(_sign),
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
        explains=_among(_power),
        messages=(
            "The digits are right, the decimal point is not.",
            "Estimate the size of the result first, then place the point.",
        ),
    ),
    Slip(
        id="Z_TRANSPOSE",
        name="two digits swapped",
        cost=1.3,
        makes=_swap_digits,
        explains=_is_swap,
        messages=(
            "Very close: read your digits again.",
            "Work the number out once more and compare digit by digit.",
        ),
    ),
    Slip(
        id="Z_DIGIT",
        name="one digit wrong",
        cost=1.6,
        makes=_change_digit,
        explains=_is_one_digit,
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
