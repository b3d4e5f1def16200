"""Marks a submission: a pure function of variant, answers and policy.

First every cell is compared with the truth, all at once; most submissions end there. What is left
is judged on the student's own earlier values: right there (it follows), or wrong, and then the
whole sheet is searched for the causes.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from exercises.variant import Variant
from grader.answers import Answers, read_answers
from grader.diagnosis import diagnose
from grader.findings import Finding, Named
from grader.judging import Judged, judge
from grader.marked import Marking
from grader.own import NOISE, Own
from grader.policy import Policy
from grader.scoring import step_marking, total
from grader.slips import BY_ID
from grader.standing import MOSTLY, excused, unexplained_share, without_copies
from grader.verdicts import Verdict

AS_USUAL = Policy()
ROUNDED = "Z_ROUND_EARLY"
Verdicts = Mapping[str, tuple[Verdict, ...]]


def mark(
    variant: Variant,
    answers: Mapping[str, object],
    policy: Policy = AS_USUAL,
    without: Collection[str] = frozenset(),
) -> Marking:
    """Mark answers as typed: step name to text, or nested lists of text in the step's shape.

    ``without`` are misconceptions that the grader shall not know, to measure what it makes of them.
    Raises BadAnswers when they name a step that is not asked, or have the wrong shape. One
    unreadable cell never blocks the others.
    """
    if without:
        variant = variant.without(without)
    typed = read_answers(variant.sheet, answers)
    if all_true([variant], [typed])[0]:
        return faultless(variant, typed, policy)
    return with_faults(variant, typed, policy)


def faultless(variant: Variant, typed: Answers, policy: Policy) -> Marking:
    """The marking of a submission whose every cell is true."""
    verdicts: Verdicts = {
        name: ("correct",) * (place.stop - place.start) for name, place in typed.places.items()
    }
    return _marking(typed, variant, verdicts, (), policy)


def with_faults(variant: Variant, typed: Answers, policy: Policy) -> Marking:
    """The marking of a submission in which something is not true."""
    # Wrong rules on arbitrary numbers divide by zero and overflow: such values fit nothing.
    with np.errstate(all="ignore"):
        own = Own(variant, typed)
        judged = judge(own)
        named = _rounded(judged) + diagnose(own, judged.wrong)
        verdicts = _renamed(judged.verdicts, named)
        unexplained = unexplained_share(own, verdicts)
        if unexplained > MOSTLY:
            named = [one for one in named if not _costs(one.finding)]
            verdicts = without_copies(own, _renamed(judged.verdicts, named))
        excuses = excused(own, verdicts) if unexplained < MOSTLY else frozenset()
    findings = [one.finding for one in named]
    return _marking(typed, variant, verdicts, findings, policy, excuses)


def _costs(finding: Finding) -> bool:
    """Whether it is a slip that costs points: no name for it on a sheet that is only filled in."""
    return finding.is_slip and not (finding.id in BY_ID and BY_ID[finding.id].free)


def all_true(variants: Sequence[Variant], typed: Sequence[Answers]) -> NDArray[np.bool_]:
    """For each submission, whether every cell holds the true value to the digits asked.

    The sheets must have equally many cells.
    """
    truth = np.stack([variant.key[0] for variant in variants])
    half = np.stack([variant.key[1] for variant in variants])
    values = np.stack([answers.values for answers in typed])
    off = np.abs(values - truth)
    return np.asarray(np.all(off <= half + NOISE * (1 + np.abs(truth)), axis=1))


def _rounded(judged: Judged) -> list[Named]:
    """What is right but for its few digits."""
    if not judged.rounded:
        return []
    finding = Finding(ROUNDED, tuple(judged.rounded), is_slip=True)
    return [Named(finding, judged.rounded)]


def _renamed(verdicts: Verdicts, named: Iterable[Named]) -> Verdicts:
    """The verdicts with the cells of the named causes called what they are."""
    named = list(named)
    renamed = dict(verdicts)
    causes = Counter(name for one in named for name in one.cells)
    for one in named:
        for name, cells in one.cells.items():
            verdict = _verdict(one.finding, alone=causes[name] == 1)
            renamed[name] = tuple(
                verdict if i in cells else cell for i, cell in enumerate(renamed[name])
            )
    return renamed


def _verdict(finding: Finding, *, alone: bool) -> Verdict:
    """A step has one cause to tell: beside a worse one, what is only rounded passes as correct."""
    if not finding.is_slip:
        return "misconception"
    slip = BY_ID.get(finding.id)
    return "correct" if slip is not None and slip.free and not alone else "slip"


def _marking(
    typed: Answers,
    variant: Variant,
    verdicts: Verdicts,
    findings: Iterable[Finding],
    policy: Policy,
    excuses: Collection[str] = (),
) -> Marking:
    findings = tuple(findings)
    # What costs most is said of a step that has several causes.
    ordered = sorted(findings, key=lambda finding: (finding.is_slip, finding.id != ROUNDED))
    causes = {name: finding.id for finding in reversed(ordered) for name in finding.steps}
    asked = variant.sheet.asked
    steps = [
        step_marking(step, verdicts[step.name], causes.get(step.name), policy) for step in asked
    ]
    score, maximum = total(asked, steps, policy, excuses)
    return Marking(variant, typed, tuple(steps), score, maximum, findings)
