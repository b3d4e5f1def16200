"""How each verdict looks, always in three ways: mark, word and (in the style sheet) colour."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """`mark` is one character, `word` stands beside it, `count` names it in the summary."""

    mark: str
    word: str
    count: str


LOOKS = {
    "correct": Look("✓", "Correct", "correct"),
    "follows": Look("↪", "Follows", "following from an earlier value"),
    "misconception": Look("✗", "Not yet", "not yet"),
    "slip": Look("~", "Nearly", "nearly"),
    "wrong": Look("✗", "Not yet", "not yet"),
    "trivial": Look("○", "No verdict", "without a verdict"),
    "undefined": Look("∅", "No value", "without a value"),
    "unreadable": Look("!", "Cannot read this", "unreadable"),
    "blank": Look("·", "Not answered", "not answered"),
}
