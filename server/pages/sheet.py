"""What the exercise page shows, worked out before the template: cards of rows of fields.

A mark belongs to the text that was marked: where the field holds another text by now, the field
has no mark and its row says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.figure import CellState, cell_key
from exercises.steps import Step
from exercises.tex import symbol
from grader.errors import Unreadable
from grader.numbers import read
from server.pages.cells import Index, at, indices
from server.pages.verdicts import LOOKS, Look
from server.pages.words import place, spoken

LONG = 28
"""A caption of more characters needs the room that a second field beside it would take."""
MISTAKES = ("misconception", "slip", "wrong")
PHASES = {
    "forward": ("Forward", "From the inputs to the output."),
    "loss": ("Loss", "How far the output is from what we want."),
    "backward": ("Backward", "Walk the error back, from the loss to the inputs."),
    "update": ("Update", "One step of learning."),
    "check": ("Check", "Work each line out from the lines before it."),
}


@dataclass(frozen=True)
class Field:
    """One cell to fill in. `verdict` is empty until marked; `echo` is "" if the text says it."""

    key: str
    id: str
    place: str
    label: str
    text: str
    verdict: str
    echo: str

    @property
    def look(self) -> Look | None:
        """Mark and word of the verdict."""
        return LOOKS.get(self.verdict)


@dataclass(frozen=True)
class Row:
    """One step: number on the sheet, its fields, and what is said of it once marked."""

    number: int
    name: str
    phase: str
    label: str
    caption: str
    shape: tuple[int, ...]
    fields: tuple[Field, ...]
    verdict: str
    messages: tuple[str, ...]

    @property
    def columns(self) -> int:
        """Fields side by side."""
        return self.shape[-1] if self.shape else 1

    @property
    def look(self) -> Look | None:
        """Mark and word of the verdict."""
        return LOOKS.get(self.verdict)

    @property
    def wide(self) -> bool:
        """More fields than fit beside the caption."""
        return self.columns > 2 or (self.columns == 2 and len(self.caption) > LONG)

    @property
    def message(self) -> str:
        """What follows the verdict's word, which the grader's sentence may begin with."""
        said = self.messages[0] if self.messages else ""
        return said.removeprefix(LOOKS[self.verdict].word).lstrip(".").lstrip()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The further messages on a mistake, one for each rung of its ladder."""
        return self.messages[1:] if self.verdict in MISTAKES else ()

    @property
    def settled(self) -> bool:
        """Nothing is left to do here."""
        return self.verdict in ("correct", "follows")


@dataclass(frozen=True)
class Card:
    """The rows of one phase."""

    phase: str
    title: str
    intro: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Summary:
    """What a marking says of the whole sheet."""

    done: bool
    score: float
    max: float
    counts: tuple[tuple[int, str], ...]
    steps: int
    first: Row | None
    follows: bool


@dataclass(frozen=True)
class Sheet:
    """All cards, and the summary once marked."""

    cards: tuple[Card, ...]
    summary: Summary | None

    @property
    def rows(self) -> list[Row]:
        """All rows in the order of the sheet."""
        return [row for card in self.cards for row in card.rows]

    def row(self, number: int) -> Row | None:
        """The row with that number on the sheet."""
        return next((row for row in self.rows if row.number == number), None)

    @property
    def cells(self) -> dict[str, CellState]:
        """Text and verdict of every field, for the drawing."""
        fields = (field for row in self.rows for field in row.fields)
        return {field.key: CellState(field.text, field.verdict or None) for field in fields}


def build(
    steps: Sequence[Step],
    answers: Mapping[str, Any],
    marking: Mapping[str, Any] | None = None,
    marked: Mapping[str, Any] | None = None,
) -> Sheet:
    """The sheet of the steps asked, with the texts in their fields.

    `marking` is a marking as JSON and `marked` the answers that it speaks of.
    """
    said = {step["name"]: step for step in marking["steps"]} if marking else {}
    rows = [
        _row(number, step, answers, said.get(step.name), marked or {})
        for number, step in enumerate(_in_order(steps), start=1)
    ]
    return Sheet(_cards(rows), _summary(rows, marking) if marking else None)


def _in_order(steps: Sequence[Step]) -> list[Step]:
    phases = list(PHASES)
    return sorted(steps, key=lambda step: phases.index(step.phase))


def _cards(rows: Sequence[Row]) -> tuple[Card, ...]:
    cards = []
    for phase, (title, intro) in PHASES.items():
        own = tuple(row for row in rows if row.phase == phase)
        if own:
            cards.append(Card(phase, title, intro, own))
    return tuple(cards)


def _row(
    number: int,
    step: Step,
    answers: Mapping[str, Any],
    said: Mapping[str, Any] | None,
    marked: Mapping[str, Any],
) -> Row:
    typed, checked = answers.get(step.name, ""), marked.get(step.name, "")
    fields = tuple(
        _field(number, step, index, typed, checked, said) for index in indices(step.shape)
    )
    current = said if said and typed == checked else None
    return Row(
        number=number,
        name=step.name,
        phase=step.phase,
        label=symbol(step.name),
        caption=step.caption,
        shape=step.shape,
        fields=fields,
        verdict=current["verdict"] if current else "",
        messages=_messages(current) if current else (),
    )


def _messages(said: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(message for message in said["messages"] if message)


def _field(
    number: int,
    step: Step,
    index: Index,
    typed: Any,
    checked: Any,
    said: Mapping[str, Any] | None,
) -> Field:
    text = at(typed, index) or ""
    current = said is not None and text == (at(checked, index) or "")
    words = [f"Step {number}: {spoken(step.name)}", step.caption, place(index)]
    return Field(
        key=cell_key(step.name, index),
        id="-".join(str(part) for part in ("f", number, *index)),
        place=",".join(str(i) for i in index),
        label=", ".join(word for word in words if word),
        text=text,
        verdict=_verdict(said, index) if said and current else "",
        echo=echo(text),
    )


def _verdict(said: Mapping[str, Any], index: Index) -> str:
    cell = at(said["cells"], index)
    return cell if isinstance(cell, str) else said["verdict"]


def echo(text: str) -> str:
    """How the text was read, if it does not say so itself: "2/5" is 0.4."""
    try:
        return read(text).echo or ""
    except Unreadable:
        return ""


def _summary(rows: Sequence[Row], marking: Mapping[str, Any]) -> Summary:
    verdicts = [step["verdict"] for step in marking["steps"]]
    words: dict[str, int] = {}
    for name, look in LOOKS.items():
        count = verdicts.count(name)
        if count:
            words[look.count] = words.get(look.count, 0) + count
    return Summary(
        done=words.keys() == {LOOKS["correct"].count},
        score=marking["score"],
        max=marking["max"],
        counts=tuple((count, word) for word, count in words.items()),
        steps=len(verdicts),
        first=_first(rows, marking),
        follows="follows" in verdicts,
    )


def _first(rows: Sequence[Row], marking: Mapping[str, Any]) -> Row | None:
    """The first wrong row; if none is wrong, the first that cannot be read."""
    unreadable = [s["name"] for s in marking["steps"] if s["verdict"] == "unreadable"]
    wanted = marking["first_wrong"] or next(iter(unreadable), None)
    return next((row for row in rows if row.name == wanted), None)
