"""Simulates students, one or many at once."""

from collections.abc import Sequence

from exercises.steps import Rule
from exercises.variant import Variant
from grader.students.applied import GroundTruth
from grader.students.habits import Habit
from grader.students.hand import Hands
from grader.students.idle import idle
from grader.students.student import Simulated, Student
from grader.students.swaps import Swaps, asked_step


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
    student = Student(tuple(misconceptions), tuple(slips), habit, tuple(blanks), seed=seed)
    return simulate_all(variant, [student])[0]


def simulate_all(variant: Variant, students: Sequence[Student]) -> list[Simulated]:
    """The answers of many students of one variant, in their order. Raises BadStudent.

    Those who hold the same wrong rules are worked out together.
    """
    found: dict[int, Simulated] = {}
    for rules, names, places in _alike(variant, students):
        hands = Hands(variant, rules, [students[i] for i in places])
        hands.work()
        found |= dict(zip(places, _sheets(hands, GroundTruth(hands, names)), strict=True))
    return [
        idle(variant, student) if student.fill else found[i] for i, student in enumerate(students)
    ]


def _alike(
    variant: Variant, students: Sequence[Student]
) -> list[tuple[dict[str, Rule], dict[str, str], list[int]]]:
    """Working students by the rules that they hold: the rules, their names, and who."""
    swaps = Swaps(variant)
    groups: dict[tuple[object, ...], tuple[dict[str, Rule], dict[str, str], list[int]]] = {}
    for i, student in enumerate(students):
        for name in student.blanks:
            asked_step(variant, name)
        if not student.fill:
            rules, names = swaps.of(student.misconceptions, student.seed)
            key = tuple(sorted((name, names[name], id(rule)) for name, rule in rules.items()))
            groups.setdefault(key, (rules, names, []))[2].append(i)
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
