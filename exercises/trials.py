"""What a wrong rule makes of a step that is asked, be it made there or in unasked steps before it.

A step that is not asked, or left blank, shows in the next ones that are typed: from there back to
the last typed values, its rules and theirs are one rule.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from exercises.steps import Rule, Step, run
from exercises.values import Value

MOST_TRIALS = 80
"""Wrong rules tried for one step: those made in the step itself first, then the nearest."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One form of a misconception as it shows in the last step of ``way``.

    ``swap`` holds its wrong rules for steps of ``way``: all that it has there, since who holds it
    holds it everywhere.
    """

    misconception: str
    form: int
    way: tuple[Step, ...]
    swap: Mapping[str, Rule]
    negates: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """What its rules look at."""
        rules = [self.swap.get(step.name, step.rule) for step in self.way]
        return tuple(dict.fromkeys(name for rule in rules for name in rule.inputs))

    def value(self, values: Mapping[str, Value]) -> Value:
        """The step from the values of all others by name."""
        if len(self.way) == 1:
            return self.swap[self.way[0].name](values)
        return run(self.way, values, swap=self.swap).values[self.way[-1].name]


def way_to(
    steps: Mapping[str, Step], inputs: Iterable[str], unseen: Collection[str]
) -> tuple[Step, ...]:
    """The unseen steps among some values and before them, back to what is seen, in their order."""
    needed: set[str] = set()
    todo = [name for name in inputs if name in unseen]
    while todo:
        name = todo.pop()
        if name not in needed:
            needed.add(name)
            todo.extend(before for before in steps[name].rule.inputs if before in unseen)
    return tuple(step for step in steps.values() if step.name in needed) if needed else ()


def trials_at(steps: Mapping[str, Step], name: str, unseen: frozenset[str]) -> tuple[Trial, ...]:
    """All trials of one step; ``unseen``: steps that are not asked, or left blank."""
    way = (*way_to(steps, steps[name].rule.inputs, unseen), steps[name])
    sites: dict[tuple[str, int], dict[str, Rule]] = {}
    negating = set()
    for step in reversed(way):
        for wrong in step.wrong:
            key = (wrong.misconception, wrong.form)
            sites.setdefault(key, {})[step.name] = wrong.rule
            if wrong.negates:
                negating.add(key)
    return tuple(
        Trial(*key, _from(way, swap), swap, key in negating)
        for key, swap in list(sites.items())[:MOST_TRIALS]
    )


def _from(way: Sequence[Step], swap: Mapping[str, Rule]) -> tuple[Step, ...]:
    """The part of a way that the swapped rules change, the last step always."""
    changed: set[str] = set()
    kept = []
    for step in way:
        rule = swap.get(step.name)
        if rule is not None or changed.intersection(step.rule.inputs):
            changed.add(step.name)
            kept.append(step)
    return tuple(kept)


def joined(
    steps: Mapping[str, Step], name: str, unseen: frozenset[str], trial: Trial, other: Trial
) -> Trial:
    """A trial of a step for somebody who holds another misconception too, which has precedence."""
    way = (*way_to(steps, steps[name].rule.inputs, unseen), steps[name])
    swap = {**trial.swap, **other.swap}
    return Trial(trial.misconception, trial.form, _from(way, swap), swap)
