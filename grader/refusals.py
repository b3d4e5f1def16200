"""Why a text is refused as a number: one sentence for each reason, said beside the field."""

import re

from grader.errors import Unreadable

SENTENCES = {
    "blank": "Nothing is typed here.",
    "type": "This is neither a text nor a number.",
    "long": "This is longer than 40 characters: type the number itself.",
    "hidden": "There is a line break or an invisible character in here: type the number again.",
    "mixed": "A mixed number such as 1 1/2 can be read in two ways: type 3/2 or 1+1/2.",
    "infinite": "Infinity and NaN are not values that can be marked.",
    "base": "Only decimal numbers are read, nothing like 0x10.",
    "underscore": "Leave the underscore out: 1000, not 1_000.",
    "vulgar": "Type a fraction with a slash: 1/2, not ½.",
    "superscript": "Type a power with ^: 10^-1, not 10⁻¹.",
    "percent": "Type the number without a percent sign: 0.4, not 40%.",
    "comma_and_point": "A comma and a point together can be read in two ways: use one of them.",
    "two_points": "A number has one decimal point at most.",
    "digits": "Type the digits 0 to 9.",
    "letters": "Letters and functions are not read here: type a number.",
    "symbol": "There is a sign in here that does not belong to a number.",
    "brackets": "The brackets do not match.",
    "product": "Write every product with a star: 2*(3-2), not 2(3-2).",
    "unfinished": "Something is missing here, such as a number after a sign.",
    "zero_division": "A division by zero has no value.",
    "power": "An exponent must be a whole number from -99 to 99 and its power within reason.",
    "large": "This is too large: no value here is beyond 1000000000000.",
    "small": "This is too close to zero to be told from it: type 0 if it is zero.",
}

# The first that is found in the text, spaces taken out, gives the reason.
TRAPS = tuple(
    (code, re.compile(pattern, re.IGNORECASE).search)
    for code, pattern in (
        ("infinite", r"^[-+]?(nan|inf|infinity|∞)$"),
        ("base", r"(?<![0-9.,])0[xob][0-9a-f]"),
        ("underscore", r"_"),
        ("vulgar", r"[¼-¾⅐-⅟↉]"),
        ("superscript", r"[²³¹⁰-⁾]"),
        ("percent", r"%"),
        ("comma_and_point", r",.*\.|\..*,"),
        ("two_points", r"[.,][0-9]*[.,]"),
        ("digits", r"(?![0-9])\d"),
        ("letters", r"(?!(?<=[0-9.,])e[-+]?[0-9])[^\W\d_]"),
    )
)


def refuse(code: str) -> Unreadable:
    """The error that refuses a text for the reason ``code``, ready to be raised."""
    return Unreadable(SENTENCES[code], code)


def refuse_traps(text: str) -> None:
    """Raise the reason of the first trap in ``text`` that many a reader of numbers falls into."""
    for code, found in TRAPS:
        if found(text):
            raise refuse(code)
