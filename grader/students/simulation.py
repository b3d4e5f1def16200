"""Simulates students, one or many at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from exercises.variant import Variant
from grader.students.applied import GroundTruth
from grader.students.habits import Habit
from grader.students.hand import Hands
from grader.students.idle import idle
from grader.students.student import Simulated, Student
from grader.students.swaps import Rules, Swaps, asked_step


def simulate(
    variant: Variant,
    misconceptions: Sequence[str] = (),
    slips: Sequence[str] = (),
    decimals: int | None = None,
    blanks: Sequence[str] = (),
    seed: int = 0,
    carry: bool = True,
) -> Simulated:
    """The answers of one student; see ``Student`` and ``Habit``. Raises BadStudent."""
    habit = Habit(decimals, carry=carry)
    return simulate_all(
        variant,
        [Student(tuple(misconceptions), tuple(slips), habit, tuple(blanks), seed=seed)],
    )[0]


def simulate_all(variant: Variant, students: Sequence[Student]) -> list[Simulated]:
    """The answers of many students of one variant, in their order. Raises BadStudent.

    They are worked out side by side.
    """
    swaps = Swaps(variant)
    found: dict[int, Simulated] = {}
    for group in _together(swaps, students):
        hands = Hands(variant, group.held, [students[i] for i in group.places])
        hands.work()
        sheets = _sheets(hands, GroundTruth(hands, group.names))
        found |= dict(zip(group.places, sheets, strict=True))
    return [
        idle(variant, student) if student.fill else found[i] for i, student in enumerate(students)
    ]


@dataclass
class _Group:
    """Working students who can be worked out together: who, their wrong rules, and their names."""

    places: list[int] = field(default_factory=list)
    held: list[Rules] = field(default_factory=list)
    names: list[dict[str, str]] = field(default_factory=list)


def _together(swaps: Swaps, students: Sequence[Student]) -> list[_Group]:
    """Whoever asks for a later step goes another way through the sheet, and goes alone."""
    groups: dict[int, _Group] = {}
    for i, student in enumerate(students):
        for name in student.blanks:
            asked_step(swaps.variant, name)
        if not student.fill:
            rules, names = swaps.of(student.misconceptions, student.seed)
            group = groups.setdefault(i if swaps.looks_ahead(rules) else -1, _Group())
            group.places.append(i)
            group.held.append(rules)
            group.names.append(names)
    return list(groups.values())


def _sheets(hands: Hands, truth: GroundTruth) -> list[Simulated]:
    """What each of some students leaves."""
    sheets = []
    for row, student in enumerate(hands.students):
        answers = {
            step.name: student.habit.text(hands.typed[step.name][row])
            for step in hands.variant.sheet.asked
            if step.name not in student.blanks
        }
        applied, clear = truth.applied(row)
        sheets.append(Simulated(answers, applied, truth.boxes(row), clear))
    return sheets
