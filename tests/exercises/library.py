"""The library of misconceptions as a page: ``python -m tests.exercises.library``.

Writes ``docs/misconceptions.md`` anew, from the entries and from what each family lets a student
get wrong. A test holds the page in step.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from exercises.catalogue import families
from exercises.drawing import _candidates, _decimal
from exercises.mistakes import _wrong_rules
from exercises.ops import all_equivalents, all_misconceptions, all_ops
from exercises.ops.base import Graph, Misconception
from exercises.pairs import library
from exercises.sheet import Sheet
from exercises.steps import AGAIN, Step, Wrong
from exercises.values import Value
from grader.slips import BY_ID, COPIED

PAGE = Path(__file__).parents[2] / "docs" / "misconceptions.md"
ROWS = 1000
KINDS = {
    "*": "anywhere",
    "activation": "any activation",
    "arithmetic": "any operation",
    "loss": "any loss",
    "update": "any step that moves a weight",
    "convolution": "convolution",
    "pooling": "any pooling",
    "shape": "shapes",
    "paths": "where paths meet",
}
"""Headings for what is no op."""


@dataclass(frozen=True)
class Level:
    """A level of a family with ``ROWS`` rows of random numbers, not screened.

    Not ``is_random`` are the numbers of the handout and of filled sheets.
    """

    family: str
    name: str
    sheet: Sheet
    values: Mapping[str, Value]
    is_random: bool

    def wrong(self, step: Step) -> list[tuple[Wrong, Value]]:
        """Each wrong rule of a step with what it gives."""
        with np.errstate(all="ignore"):
            return [(wrong, wrong.rule(self.values)) for wrong in step.wrong]

    def dropped(self, step: Step) -> Iterator[tuple[str, str]]:
        """Entries that cannot be told from another one at a step, and that other one."""
        kept = self.wrong(step)
        forms = {(wrong.misconception, wrong.form) for wrong in step.wrong}
        for wrong in _wrong_rules(step, self._graph):
            if (wrong.misconception, wrong.form) not in forms:
                with np.errstate(all="ignore"):
                    value = wrong.rule(self.values)
                yield from (
                    (wrong.misconception, other.misconception)
                    for other, result in kept
                    if np.allclose(value, result, equal_nan=True)
                )

    @property
    def _graph(self) -> Graph:
        shapes = {**self.sheet.shapes, **{f"d{of}/d{of}": () for of in self.sheet.losses}}
        kinds = {name: op.kind for name, op in all_ops().items()} | {AGAIN: "arithmetic"}
        return Graph(self.sheet.by_name, shapes, kinds)


@cache
def levels() -> tuple[Level, ...]:
    """Every level of every family."""
    found = []
    for family in families():
        for name, params in family.levels.items():
            blueprint = family.make(family.resolve(params), 1)
            drawn = _candidates(blueprint.pools, f"library/{family.name}/{name}", 0, ROWS)
            sheet = blueprint.sheet
            values = sheet.run(_decimal(blueprint.pools, drawn)).values
            is_random = not all(pool.is_fixed for pool in blueprint.pools.values())
            found.append(Level(family.name, name, sheet, values, is_random))
    return tuple(found)


@cache
def shows() -> dict[str, list[str]]:
    """In which families each misconception can be made in a step that is asked."""
    found: dict[str, list[str]] = defaultdict(list)
    for family in families():
        for id in library(family.name):
            found[id].append(family.name)
    return dict(found)


@cache
def alike() -> dict[tuple[str, str], set[str]]:
    """Pairs that cannot be told apart at some step whatever the numbers; where that is so."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for level in levels():
        if level.is_random:
            for step in level.sheet.asked:
                for one, other in level.dropped(step):
                    if one != other:
                        found[one, other].add(level.family)
    return dict(found)


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_sections(), *_alike(), *_slips(), *_no_errors()])


HEAD = f"""# Misconceptions

Every systematic wrong rule that the grader knows, {len(all_misconceptions())} in all. Each is a
rule, so it can be tried on a student's own numbers, and simulated. What a student reads has three
levels: the kind of error, the rule as it stands below, and the rule with the student's own numbers.
A *convention* is right by another book, and that is what is said of it.

This page is written by `python -m tests.exercises.library`; a test holds it in step.
"""


def _sections() -> Iterator[str]:
    by_place: dict[str, list[Misconception]] = defaultdict(list)
    for entry in all_misconceptions().values():
        by_place[entry.at.partition(":")[0]].append(entry)
    for place in sorted(by_place, key=_heading):
        yield f"## {_heading(place)}\n"
        yield "| id | what it is | made in | the rule that a student is told | shows in |"
        yield "|---|---|---|---|---|"
        yield from map(_row, by_place[place])
        yield ""


def _heading(place: str) -> str:
    title = KINDS.get(place) or f"{all_ops()[place].title} (`{place}`)"
    return title[0].upper() + title[1:]


def _row(entry: Misconception) -> str:
    notes = ["convention"] * entry.convention + [f"the same as {entry.same_as}"] * bool(
        entry.same_as
    )
    name = f"{entry.name} ({', '.join(notes)})" if notes else entry.name
    where = ", ".join(shows().get(entry.id, ())) or "—"
    return f"| {entry.id} | {name} | {_made_in(entry)} | {entry.messages[1]} | {where} |"


def _made_in(entry: Misconception) -> str:
    place, _, argument = entry.at.partition(":")
    if not argument:
        return "the sum" if place == "paths" else "the value"
    if argument == "*" or place not in all_ops():
        return "the way back"
    return f"the slope by {all_ops()[place].arguments[int(argument)]}"


def _alike() -> Iterator[str]:
    yield "## Where two cannot be told apart\n"
    yield "On some sheets two of them give the same number whatever is drawn: with two outputs,"
    yield "half the sum is the mean. There only the second is known.\n"
    yield "| | is not told from | in |"
    yield "|---|---|---|"
    for (one, other), where in sorted(alike().items()):
        yield f"| {one} | {other} | {', '.join(sorted(where))} |"
    yield ""


def _slips() -> Iterator[str]:
    yield "## Slips\n"
    yield "A slip changes one number, not a rule.\n"
    yield "| id | what it is | what a student is told |"
    yield "|---|---|---|"
    for id, slip in BY_ID.items():
        free = " (costs nothing)" if slip.free else ""
        yield f"| {id} | {slip.name}{free} | {slip.messages[0]} {slip.messages[1]} |"
    for id, (name, first, second) in COPIED.items():
        yield f"| {id} | {name} | {first} {second} |"
    yield ""
    yield "`Z_STALE`, an earlier field corrected and a later one not worked out again, can be"
    yield "simulated, but is not named: a sheet by itself does not show what stood there before."
    yield "`Z_FORMAT` is no slip: `0,4`, `2/5` and `4e-1` are read as numbers.\n"


def _no_errors() -> Iterator[str]:
    yield "## Right, though it looks like an error\n"
    yield from (f"- {entry.name}" for entry in all_equivalents())
    yield ""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
