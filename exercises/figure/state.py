"""What a cell shows: the student's text and its verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from exercises.figure.text import Index

MARKS = {
    "correct": "✓",
    "follows": "↪",
    "misconception": "✗",
    "slip": "~",
    "wrong": "✗",
    "trivial": "○",
    "undefined": "∅",
    "unreadable": "!",
}
"""Sign at the corner of a marked cell, so that a verdict is never told by colour alone."""


@dataclass(frozen=True, slots=True)
class CellState:
    """``text`` as typed ("" is an empty cell), ``verdict`` a verdict word or None."""

    text: str = ""
    verdict: str | None = None


def cell_key(step: str, index: Index = ()) -> str:
    """Key of a cell in the mapping of states: ``z2``, ``z1[0]``, ``dE/dW1[0][1]``."""
    return step + "".join(f"[{i}]" for i in index)


def cell_states(
    answers: Mapping[str, Any], verdicts: Mapping[str, Any] | None = None
) -> dict[str, CellState]:
    """States from answers as typed and verdicts, both by step name and nested as the step's shape.

    A step may also have one verdict word for all its cells.
    """
    verdicts = verdicts or {}
    return {
        cell_key(step, index): CellState(text, _at(verdicts.get(step), index))
        for step, answer in answers.items()
        for index, text in _leaves(answer)
    }


def _leaves(value: Any, index: Index = ()) -> Iterator[tuple[Index, str]]:
    if isinstance(value, list | tuple):
        for i, part in enumerate(value):
            yield from _leaves(part, (*index, i))
    else:
        yield index, "" if value is None else str(value)


def _at(verdict: Any, index: Index) -> str | None:
    for i in index:
        if not isinstance(verdict, list | tuple):
            break
        verdict = verdict[i] if i < len(verdict) else None
    return verdict if isinstance(verdict, str) else None
