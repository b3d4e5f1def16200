"""What is said of one step or cell."""

from typing import Literal, get_args

Verdict = Literal[
    "correct",
    "follows",
    "misconception",
    "slip",
    "wrong",
    "trivial",
    "undefined",
    "unreadable",
    "blank",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

RIGHT: frozenset[Verdict] = frozenset({"correct", "follows"})
WRONG: frozenset[Verdict] = frozenset({"misconception", "slip", "wrong", "undefined"})

LETTER: dict[Verdict, str] = dict(zip(VERDICTS, "cfmswtnub", strict=True))
"""One character per step in a stored marking."""
VERDICT_OF: dict[str, Verdict] = {letter: verdict for verdict, letter in LETTER.items()}

_WORST_FIRST: tuple[Verdict, ...] = (
    "misconception",
    "wrong",
    "slip",
    "undefined",
    "unreadable",
    "blank",
    "trivial",
    "follows",
    "correct",
)


def summed_up(cells: tuple[Verdict, ...]) -> Verdict:
    """The verdict of a step: the worst of its cells."""
    if cells.count(cells[0]) == len(cells):
        return cells[0]
    return min(cells, key=_WORST_FIRST.index)
