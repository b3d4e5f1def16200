"""What a student's carried values stand on, seen once the causes of what is wrong are known.

Follow-through is for work with an error in it. Two things tell it from a sheet that is only filled
in: what is wrong is mostly understood, and values that prove nothing stand on what is understood.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from exercises.steps import Step
from grader.own import NOISE, Own
from grader.verdicts import RIGHT, Verdict

Verdicts = Mapping[str, tuple[Verdict, ...]]

MOSTLY = 1 / 2
"""Who leaves more than this share of what can be judged unexplained only fills the sheet in."""
_UNEXPLAINED: frozenset[Verdict] = frozenset({"wrong", "undefined"})
_UNJUDGED: frozenset[Verdict] = frozenset({"trivial", "blank", "unreadable"})


def unexplained_share(own: Own, verdicts: Verdicts) -> float:
    """How much of what can be judged, by points, is wrong without a known cause."""
    if not any(cell in _UNEXPLAINED for cells in verdicts.values() for cell in cells):
        return 0.0
    judged = unexplained = 0.0
    for name, cells in without_copies(own, verdicts).items():
        worth = own.variant.sheet.by_name[name].points / len(cells)
        judged += worth * sum(cell not in _UNJUDGED for cell in cells)
        unexplained += worth * sum(cell in _UNEXPLAINED for cell in cells)
    return unexplained / judged if judged else 0.0


def without_copies(own: Own, verdicts: Verdicts) -> dict[str, tuple[Verdict, ...]]:
    """Verdicts in which a step that follows, but only repeats typed values, proves nothing."""
    found = dict(verdicts)
    for name, cells in verdicts.items():
        if "follows" in cells and _is_copy(own, own.variant.sheet.by_name[name]):
            found[name] = tuple("trivial" if cell == "follows" else cell for cell in cells)
    return found


def _is_copy(own: Own, step: Step) -> bool:
    """Whether every number of a step stands, with either sign, in a field that it uses."""
    used = [n for n in step.rule.inputs if n in own.answers.pins]
    # Plain numbers: most steps are told by their first cell.
    before = [abs(value) for n in used for value in own.values[n].ravel().tolist()]
    typed = own.answers.values[own.answers.places[step.name]].tolist()
    return bool(used) and all(
        any(abs(abs(value) - other) <= NOISE * (1 + other) for other in before) for value in typed
    )


def excused(own: Own, verdicts: Verdicts) -> frozenset[str]:
    """Steps whose trivial cells come of errors that are understood.

    Zeros pass on what is not; whoever goes on with other numbers works.
    """
    if not any("trivial" in cells for cells in verdicts.values()) or not _works(own, verdicts):
        return frozenset()
    return frozenset(_Standing(own, verdicts).excused())


def _works(own: Own, verdicts: Verdicts) -> bool:
    """Whether any number but 0 is right: zeros alone show no work."""
    cells = [cell for step in own.variant.sheet.asked for cell in verdicts[step.name]]
    values = own.answers.values
    return any(v != 0 and cell in RIGHT for v, cell in zip(values, cells, strict=True))


@dataclass
class _Standing:
    own: Own
    verdicts: Verdicts
    _doubtful: set[str] = field(default_factory=set)

    def excused(self) -> Iterator[str]:
        for step in self.own.variant.sheet.steps:
            doubtful = not self._doubtful.isdisjoint(step.rule.inputs)
            cells = self.verdicts.get(step.name, ())
            if "trivial" in cells and not doubtful:
                yield step.name
            if self._unexplained(step, cells) or (doubtful and self._passes_on(step, cells)):
                self._doubtful.add(step.name)

    def _passes_on(self, step: Step, cells: tuple[Verdict, ...]) -> bool:
        """Whether a step shows nothing of its own."""
        return not cells or "trivial" in cells or not self.own.values[step.name].any()

    def _unexplained(self, step: Step, cells: tuple[Verdict, ...]) -> bool:
        """Whether a step has wrong cells that no single wrong rule gives either."""
        wrong = [i for i, cell in enumerate(cells) if cell in _UNEXPLAINED]
        if not wrong:
            return False
        typed = self.own.values[step.name].ravel()[wrong]
        near = 2 * self.own.half(step)[wrong]
        given = (np.broadcast_to(w.rule(self.own.values), (1, *step.shape)) for w in step.wrong)
        return not any(bool(np.all(np.abs(g.ravel()[wrong] - typed) <= near)) for g in given)
