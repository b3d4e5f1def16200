"""Hands that work through the steps of a variant: apply a rule, slip, round, carry on.

Students who hold the same wrong rules work side by side, one row each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from exercises.steps import Rule, Step, run
from exercises.values import Value
from exercises.variant import Variant
from grader.students.habits import decimals_typed, rounded
from grader.students.slipping import SHIFT, STALE, SWAP, Slipping, exchange, slip_at
from grader.students.student import Student

Held = Mapping[str, Rule]


@dataclass
class Hands:
    """The hands of some students; ``held`` are the wrong rules of each by step.

    After ``work``, by step, one row for each student: ``meant`` is what the rule gave, ``typed``
    what stands in the field, ``carried`` what the student went on with. ``slipped`` names the slip
    of each student by step.
    """

    variant: Variant
    held: Sequence[Held]
    students: Sequence[Student]
    meant: dict[str, Value] = field(default_factory=dict)
    typed: dict[str, Value] = field(default_factory=dict)
    carried: dict[str, Value] = field(default_factory=dict)
    slipped: list[dict[str, str]] = field(default_factory=list)

    def work(self) -> None:
        """Work through all steps."""
        self.slipped = [
            dict(slip_at(self.variant, text) for text in student.slips) for student in self.students
        ]
        sheet = self.variant.sheet
        steps = [replace(step, rule=self._by_hand(step)) for step in sheet.steps]
        run(steps, sheet.with_seed(self.variant.values))
        for row in range(len(self.students)):
            self._mix_up(row)

    def _by_hand(self, step: Step) -> Rule:
        """The rule of a step, followed by what happens when its result is written down."""
        rule = self._as_held(step)
        if not step.asked:
            return rule

        def written(*inputs: Value) -> Value:
            meant = np.broadcast_to(rule.f(*inputs), (len(self.students), *step.shape))
            typed = self.rounded(meant)
            carries = np.array([student.habit.carry for student in self.students])
            carried = np.where(carries.reshape(-1, *[1] * len(step.shape)), typed, meant)
            for row, slips in enumerate(self.slipped):
                if step.name in slips:
                    self._slip(
                        row, step, dict(zip(rule.inputs, inputs, strict=True)), typed, carried
                    )
            self.meant[step.name], self.typed[step.name] = meant, typed
            self.carried[step.name] = carried
            return carried

        return Rule(written, rule.inputs)

    def _as_held(self, step: Step) -> Rule:
        """One rule that gives each student what they think the rule is."""
        rows: dict[int, list[int]] = {}
        rules: dict[int, Rule] = {}
        for row, held in enumerate(self.held):
            rule = held.get(step.name, step.rule)
            rules[id(rule)] = rule
            rows.setdefault(id(rule), []).append(row)
        if len(rules) == 1:
            return next(iter(rules.values()))
        names = tuple(dict.fromkeys(name for rule in rules.values() for name in rule.inputs))

        def mixed(*inputs: Value) -> Value:
            values = dict(zip(names, inputs, strict=True))
            result = np.empty((len(self.students), *step.shape))
            for key, rule in rules.items():
                result[rows[key]] = rule({n: rows_of(values[n], rows[key]) for n in rule.inputs})
            return result

        return Rule(mixed, names)

    def rounded(self, values: Value) -> Value:
        """Each row as its student types it."""
        column = (-1, *[1] * (values.ndim - 1))
        digits, significant = self._digits.reshape(column), self._significant.reshape(column)
        return rounded(values, decimals_typed(values, digits, significant))

    @cached_property
    def _digits(self) -> NDArray[np.int64]:
        return np.array([student.habit.most for student in self.students], np.int64)

    @cached_property
    def _significant(self) -> NDArray[np.bool_]:
        return np.array([student.habit.significant for student in self.students], np.bool_)

    def _slip(
        self,
        row: int,
        step: Step,
        values: Mapping[str, Value],
        typed: Value,
        carried: Value,
    ) -> None:
        """Slip in the row of one student, in place; ``values`` are what the step starts from."""
        student = self.students[row]
        slip = Slipping(self.slipped[row][step.name], step, student.seed)
        rule = self.held[row].get(step.name, step.rule)
        own = [rows_of(values[name], [row]) for name in rule.inputs]
        if slip.id == STALE:
            made = slip.stale(rule, own, [name in self.typed for name in rule.inputs])
            slipped = typed[row] if made is None else made[0]
        else:
            places = np.minimum(student.habit.decimals(typed[row]), step.decimals)
            before = self._before(step, row)
            slipped = slip.written(typed[row], places.ravel().tolist(), before, own)
        if not np.array_equal(slipped, typed[row], equal_nan=True):
            typed[row] = student.habit.typed(slipped)
            carried[row] = typed[row] if student.habit.carry else slipped

    def _before(self, step: Step, row: int) -> float | None:
        """What the student typed in the field just before a step."""
        names = [one.name for one in self.variant.sheet.asked]
        place = names.index(step.name)
        known = self.typed.get(names[place - 1]) if place else None
        return None if known is None else float(known[row].ravel()[-1])

    def _mix_up(self, row: int) -> None:
        """Slips that happen when all is typed in: the student's notes are not concerned."""
        asked = self.variant.sheet.asked
        for name, id in list(self.slipped[row].items()):
            if id in (SWAP, SHIFT):
                slip = Slipping(id, self.variant.sheet.by_name[name], self.students[row].seed)
                own = {step.name: self.typed[step.name][row].copy() for step in asked}
                for changed, value in exchange(slip, asked, own).items():
                    self.typed[changed][row] = value
                    self.slipped[row][changed] = id


def rows_of(value: Value, rows: list[int]) -> Value:
    """Some rows of a value; a value with one row serves all."""
    return value if len(value) == 1 else value[rows]
