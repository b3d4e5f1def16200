"""Joint diagnosis: the smallest set of misconceptions and slips that explains the whole sheet.

Every wrong step has candidate causes. A misconception counts once however many steps it explains,
a slip once for each; what nothing explains costs most. A misconception that ought to have shown in
a step that is right pays a little for that. Named is only what the evidence carries: two steps
that agree, or one that no other misconception or slip explains.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from exercises.ops import misconception
from exercises.steps import Step, Wrong
from grader.causes import Cause, Cells
from grader.own import Own

UNEXPLAINED = 2.5
NOT_HELD = 0.25
"""What a misconception pays for each right step in which it would have shown, at most thrice."""
CLOSE = 0.1
"""Explanations whose costs differ by less are equally good."""
FAR_FETCHED = 1.45
"""Slips that cost more do not keep a misconception that fits from being named."""
MOST_CANDIDATES = 14
MOST_AT_ONCE = 3


@dataclass(frozen=True)
class Finding:
    """A named cause and the steps that it explains, in order."""

    id: str
    steps: tuple[str, ...]
    is_slip: bool = False

    @property
    def is_convention(self) -> bool:
        """Whether the answer is right under another convention than the printed one."""
        return not self.is_slip and misconception(self.id).convention


@dataclass(frozen=True)
class Evidence:
    """Wrong cells by step, causes by step, and misconceptions that right steps speak against."""

    wrong: Mapping[str, Cells]
    causes: Mapping[str, Sequence[Cause]]
    against: Mapping[str, int]


def gather(
    own: Own, wrong: Mapping[str, Cells], causes: Iterable[Cause], right: Iterable[Step]
) -> Evidence:
    """Sort the causes by step, and ask the right steps about each misconception among them."""
    by_step: dict[str, list[Cause]] = {}
    for cause in causes:
        by_step.setdefault(cause.step, []).append(cause)
    ids = {cause.id for found in by_step.values() for cause in found if not cause.is_slip}
    return Evidence(wrong, by_step, _against(own, ids, list(right)))


def _against(own: Own, ids: set[str], right: Sequence[Step]) -> dict[str, int]:
    """In how many right steps each misconception would have shown, in its most hidden form."""
    found = {(id, form): 0 for id in ids for form in own.variant.sheet.forms[id]}
    for step, wrong in _made_in(right, ids):
        if _shows(own, step, wrong.rule(own.values)):
            found[wrong.misconception, wrong.form] += 1
    return {id: min(n for (other, _), n in found.items() if other == id) for id in ids}


def _made_in(steps: Sequence[Step], ids: set[str]) -> Iterator[tuple[Step, Wrong]]:
    for step in steps:
        yield from ((step, wrong) for wrong in step.wrong if wrong.misconception in ids)


def _shows(own: Own, step: Step, value: np.ndarray) -> bool:
    return bool(np.any(np.abs(value - own.expected[step.name]) > 2 * own.half(step)))


def explain(evidence: Evidence) -> list[Finding]:
    """The named causes, in the order of the first step that each explains."""
    if not evidence.wrong:
        return []
    ranked = _ranked(evidence)
    best = ranked[0][1]
    rivals = [ids for cost, ids in ranked if cost - ranked[0][0] < CLOSE]
    found = [finding for id in best if (finding := _named(evidence, id, best, rivals)) is not None]
    explained = {step for finding in found for step in finding.steps}
    covered = {cause.step for id in best for cause in _whole(evidence, id)}
    found += _slips(evidence, [s for s in evidence.wrong if s not in explained | covered])
    order = list(evidence.wrong)
    return sorted(found, key=lambda finding: order.index(finding.steps[0]))


def _ranked(evidence: Evidence) -> list[tuple[float, tuple[str, ...]]]:
    """Sets of misconceptions with what the rest of the sheet costs beside them, best first."""
    steps = list(evidence.wrong)
    covers = {id: _cover(evidence, id, steps) for id in evidence.against}
    covers = {id: cover for id, cover in covers.items() if cover}
    top = sorted(covers, key=lambda id: (-covers[id].bit_count(), evidence.against[id], id))[
        :MOST_CANDIDATES
    ]
    alone = [_without(evidence, step) for step in steps]
    sets = [ids for n in range(min(MOST_AT_ONCE, len(top)) + 1) for ids in combinations(top, n)]
    ranked = [(_cost(ids, covers, evidence, alone), ids) for ids in sets]
    ranked.sort(key=lambda item: (item[0], len(item[1])))
    return _grown(ranked, covers, evidence, alone)


def _grown(
    ranked: list[tuple[float, tuple[str, ...]]],
    covers: Mapping[str, int],
    evidence: Evidence,
    alone: Sequence[float],
) -> list[tuple[float, tuple[str, ...]]]:
    """Add further misconceptions to the best set one by one while that makes it cheaper."""
    cost, ids = ranked[0]
    while len(ids) >= MOST_AT_ONCE:
        more = [
            (_cost((*ids, id), covers, evidence, alone), (*ids, id))
            for id in covers
            if id not in ids
        ]
        if not more or min(more)[0] >= cost:
            break
        cost, ids = min(more)
        ranked.insert(0, (cost, ids))
    return ranked


def _cover(evidence: Evidence, id: str, steps: Sequence[str]) -> int:
    """The steps that a misconception explains in full, as bits."""
    explained = {cause.step for cause in _whole(evidence, id)}
    return sum(1 << i for i, step in enumerate(steps) if step in explained)


def _whole(evidence: Evidence, id: str) -> list[Cause]:
    """Where a misconception explains every wrong cell of a step."""
    return [
        cause
        for step, found in evidence.causes.items()
        for cause in found
        if cause.id == id and cause.cells == evidence.wrong[step]
    ]


def _without(evidence: Evidence, step: str) -> float:
    """What a step costs that no misconception explains: its slips, or to stay unexplained."""
    return min(UNEXPLAINED, _slip_cost(evidence, step))


def _slip_cost(evidence: Evidence, step: str) -> float:
    cheapest = [
        min((c.cost for c in _slips_of(evidence, step) if i in c.cells), default=UNEXPLAINED)
        for i in evidence.wrong[step]
    ]
    return sum(cheapest)


def _slips_of(evidence: Evidence, step: str) -> list[Cause]:
    return [cause for cause in evidence.causes.get(step, ()) if cause.is_slip]


def _cost(
    ids: tuple[str, ...], covers: Mapping[str, int], evidence: Evidence, alone: Sequence[float]
) -> float:
    covered = 0
    cost = 0.0
    for id in ids:
        covered |= covers[id]
        cost += 1 + NOT_HELD * min(3, evidence.against[id])
    return cost + sum(price for i, price in enumerate(alone) if not covered >> i & 1)


def _named(
    evidence: Evidence, id: str, best: tuple[str, ...], rivals: Sequence[tuple[str, ...]]
) -> Finding | None:
    """The finding for one misconception of the best set, if the evidence carries its name."""
    others = [set(ids) for ids in rivals if id not in ids]
    steps = [
        cause.step
        for cause in _whole(evidence, id)
        if not _better_explained(evidence, cause.step, id, best)
    ]
    if not steps:
        return None
    order = list(evidence.wrong)
    finding = Finding(id, tuple(sorted(steps, key=order.index)))
    if len(steps) >= 2:
        return None if others else finding
    return finding if _is_alone(evidence, id, steps[0]) else None


def _better_explained(evidence: Evidence, step: str, id: str, best: tuple[str, ...]) -> bool:
    """Whether another misconception of the set, named before, explains the step as well."""
    earlier = best[: best.index(id)]
    return any(cause.step == step for other in earlier for cause in _whole(evidence, other))


def _is_alone(evidence: Evidence, id: str, step: str) -> bool:
    """Whether nothing else that is as likely explains a step."""
    against = evidence.against[id]
    here = next(cause for cause in evidence.causes[step] if cause.id == id)
    for cause in evidence.causes[step]:
        if cause.id == id or cause.cells != evidence.wrong[step]:
            continue
        if (
            cause.is_slip
            and cause.cost < FAR_FETCHED
            and not (here.negates and cause.id == "Z_SIGN")
        ):
            return False
        if not cause.is_slip and evidence.against[cause.id] <= against:
            return False
    return True


def _slips(evidence: Evidence, steps: Sequence[str]) -> list[Finding]:
    """Steps whose every wrong cell is a slip of one kind that no misconception explains too."""
    found = []
    for step in steps:
        id = _one_slip(evidence, step)
        if id is not None:
            found.append(Finding(id, (step,), is_slip=True))
    return found


def _one_slip(evidence: Evidence, step: str) -> str | None:
    cells = evidence.wrong[step]
    by_id: dict[str, set[int]] = {}
    costs: dict[str, float] = {}
    for cause in _slips_of(evidence, step):
        by_id.setdefault(cause.id, set()).update(cause.cells)
        costs[cause.id] = cause.cost
    whole = [id for id, explained in by_id.items() if explained == cells]
    if not whole:
        return None
    misconceptions = any(
        not cause.is_slip and cause.cells == cells for cause in evidence.causes[step]
    )
    cheapest = min(whole, key=costs.__getitem__)
    return None if misconceptions and costs[cheapest] > 0.5 else cheapest
