"""Marks many submissions at once, as a regrade does: what is true is found in one comparison."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from exercises.variant import Variant
from grader.answers import Answers, read_answers
from grader.marked import Marking
from grader.marking import AS_USUAL, all_true, faultless, with_faults
from grader.policy import Policy

BATCH = 512
"""Submissions compared at once: their numbers stay in the processor's cache."""

Request = tuple[Variant, Mapping[str, object]]


def mark_many(requests: Sequence[Request], policy: Policy = AS_USUAL) -> list[Marking]:
    """Markings of variants and answers as typed, in their order; the same as ``mark`` gives.

    Raises BadAnswers as ``mark`` does.
    """
    typed = [(variant, read_answers(variant.sheet, answers)) for variant, answers in requests]
    found: list[Marking | None] = [None] * len(typed)
    mark_ = _Marker(policy)
    for places in _alike(typed):
        for start in range(0, len(places), BATCH):
            batch = places[start : start + BATCH]
            variants, answers = zip(*(typed[place] for place in batch), strict=True)
            right = all_true(variants, answers)
            for place, true in zip(batch, right.tolist(), strict=True):
                found[place] = mark_(*typed[place], true=true)
    return [marking for marking in found if marking is not None]


@dataclass
class _Marker:
    """Marks what has been compared; of each variant the faultless marking is made once."""

    policy: Policy
    _full: dict[int, Marking] = field(default_factory=dict)

    def __call__(self, variant: Variant, typed: Answers, *, true: bool) -> Marking:
        if not true:
            return with_faults(variant, typed, self.policy)
        if id(variant) not in self._full:
            self._full[id(variant)] = faultless(variant, typed, self.policy)
        full = self._full[id(variant)]
        return Marking(variant, typed, full.steps, full.score, full.max, ())


def _alike(typed: Sequence[tuple[Variant, Answers]]) -> list[list[int]]:
    """The places of the submissions whose sheets have equally many cells."""
    groups: dict[int, list[int]] = {}
    for place, (_, answers) in enumerate(typed):
        groups.setdefault(len(answers.cells), []).append(place)
    return list(groups.values())
