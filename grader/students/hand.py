"""Hands that work through the steps of a variant: apply a rule, slip, round, carry on.

Students who hold the same wrong rules work side by side, one row each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from exercises.steps import Rule, Step, run
from exercises.values import Value
from exercises.variant import Variant
from grader.students.habits import Habit
from grader.students.slipping import SHIFT, STALE, SWAP, Slipping, exchange, slip_at
from grader.students.student import Student


@dataclass
class Hands:
    """The hands of some students, who all hold the rules ``swaps``.

    After ``work``, by step, one row for each student: ``meant`` is what the rule gave, ``typed``
    what stands in the field, ``carried`` what the student went on with. ``slipped`` names the slip
    of each student by step.
    """

    variant: Variant
    swaps: Mapping[str, Rule]
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
        steps = [
            replace(s, rule=self._by_hand(s)) if s.asked else self._as_held(s) for s in sheet.steps
        ]
        run(steps, sheet.with_seed(self.variant.values))
        for row in range(len(self.students)):
            self._mix_up(row)

    def _as_held(self, step: Step) -> Step:
        return replace(step, rule=self.swaps.get(step.name, step.rule))

    def _by_hand(self, step: Step) -> Rule:
        """The rule of a step, followed by what happens when its result is written down."""
        rule = self.swaps.get(step.name, step.rule)

        def written(*inputs: Value) -> Value:
            shape = (len(self.students), *step.shape)
            meant = np.broadcast_to(rule.f(*inputs), shape)
            typed = self.rounded(meant)
            carries = np.array([student.habit.carry for student in self.students])
            carried = np.where(carries.reshape(-1, *[1] * len(step.shape)), typed, meant)
            for row, slips in enumerate(self.slipped):
                if step.name in slips:
                    self._slip(row, step, rule, inputs, typed, carried)
            self.meant[step.name], self.typed[step.name] = meant, typed
            self.carried[step.name] = carried
            return carried

        return Rule(written, rule.inputs)

    def rounded(self, values: Value) -> Value:
        """Each row as its student types it."""
        typed = np.empty(values.shape)
        rows: dict[Habit, list[int]] = {}
        for row, student in enumerate(self.students):
            rows.setdefault(student.habit, []).append(row)
        for habit, some in rows.items():
            typed[some] = habit.typed(values[some])
        return typed

    def _slip(
        self,
        row: int,
        step: Step,
        rule: Rule,
        inputs: Sequence[Value],
        typed: Value,
        carried: Value,
    ) -> None:
        """Slip in the row of one student, in place."""
        student = self.students[row]
        slip = Slipping(self.slipped[row][step.name], step, student.seed)
        own = [value[min(row, len(value) - 1)][None] for value in inputs]
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
