"""The wrong rules that a student of a variant holds."""

from collections.abc import Mapping, Sequence

import numpy as np

from exercises.generator import Generator
from exercises.ops import all_misconceptions
from exercises.steps import Rule, Step
from exercises.variant import Variant
from grader.students.errors import BadStudent

Rules = Mapping[str, Rule]
Forms = list[Rules]


class Swaps:
    """Finds wrong rules; looks up once what all students of the variant need."""

    def __init__(self, variant: Variant) -> None:
        self.variant = variant
        self._showing: dict[str, Forms] = {}
        self._place = {step.name: i for i, step in enumerate(variant.sheet.steps)}

    def of(
        self, misconceptions: Sequence[str], seed: int
    ) -> tuple[dict[str, Rule], dict[str, str]]:
        """Wrong rules by step, and the misconception that each comes from; raises BadStudent.

        Where two want the same step, or each the result of the other, the first has it.
        """
        rules: dict[str, Rule] = {}
        names: dict[str, str] = {}
        for text in misconceptions:
            id = text.partition("@")[0]
            for name, rule in self._form(text, seed).items():
                if name not in rules and not self.goes_round(name, {**rules, name: rule}):
                    rules[name], names[name] = rule, id
        return rules, names

    def looks_ahead(self, rules: Rules) -> bool:
        """Whether a rule asks for a step that comes later, such as the already updated weight."""
        return any(
            self._place.get(before, -1) >= self._place[name]
            for name, rule in rules.items()
            for before in rule.inputs
        )

    def goes_round(self, name: str, rules: Rules) -> bool:
        """Whether a step would need its own result."""
        if not self.looks_ahead(rules):
            return False
        steps = self.variant.sheet.by_name
        todo, seen = list(rules[name].inputs), set()
        while todo:
            before = todo.pop()
            if before == name:
                return True
            if before in steps and before not in seen:
                seen.add(before)
                todo.extend(rules.get(before, steps[before].rule).inputs)
        return False

    def _form(self, text: str, seed: int) -> Rules:
        """One of the forms that change a value of this variant, if any does."""
        if text not in self._showing:
            forms = self._forms(*text.partition("@")[::2])
            self._showing[text] = [rules for rules in forms if self._changes(rules)] or forms
        forms = self._showing[text]
        id = text.partition("@")[0]
        return forms[int(Generator(f"student/{id}/{seed}", 1).integers((), len(forms))[0])]

    def _forms(self, id: str, at: str) -> Forms:
        entry = all_misconceptions().get(id)
        if entry is None:
            raise BadStudent(f"There is no misconception called {id[:40]!r}.")
        forms = self.variant.sheet.forms.get(entry.same_as or id)
        if forms is None:
            raise BadStudent(f"The misconception {id} cannot be made in this exercise.")
        if not at:
            return list(forms.values())
        asked_step(self.variant, at)
        here: Forms = [{at: rules[at]} for rules in forms.values() if at in rules]
        if not here:
            raise BadStudent(f"The misconception {id} cannot be made in step {at}.")
        return here

    def _changes(self, rules: Rules) -> bool:
        truth = self.variant.truth
        with np.errstate(all="ignore"):
            return any(
                not np.allclose(rule(truth), truth[name], equal_nan=True)
                for name, rule in rules.items()
            )


def asked_step(variant: Variant, name: str) -> Step:
    """The step of that name; raises BadStudent if it is not asked."""
    step = variant.sheet.by_name.get(name)
    if step is None or not step.asked:
        raise BadStudent(f"The exercise does not ask for a step called {name[:40]!r}.")
    return step
