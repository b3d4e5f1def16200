"""How each verdict looks and what it says: mark, short word, and the sentence used when the
grader sends none."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """`mark` is one character, `word` stands beside it, `count` names it in the summary."""

    mark: str
    word: str
    count: str
    sentence: str = ""


LOOKS = {
    "correct": Look("✓", "Correct", "correct"),
    "follows": Look(
        "↪",
        "Follows",
        "follow from an earlier value",
        "Right method, carried on from your earlier value.",
    ),
    "misconception": Look("✗", "Not yet", "not yet"),
    "slip": Look("~", "Nearly", "nearly", "The method is right; look at the number once more."),
    "wrong": Look("✗", "Not yet", "not yet", "Something is different here. Take it step by step."),
    "trivial": Look(
        "○",
        "No verdict",
        "without a verdict",
        "An earlier value makes this step too easy to tell.",
    ),
    "undefined": Look(
        "∅",
        "No value",
        "without a value",
        "This cannot be worked out from your earlier value.",
    ),
    "unreadable": Look(
        "!",
        "Cannot read this",
        "unreadable",
        "Write a number such as 0.4, -0.08, 2/5 or 4e-1.",
    ),
    "blank": Look("·", "Not answered", "not answered"),
}
