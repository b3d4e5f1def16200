"""Marks a submission: a pure function of variant, answers and policy.

First every cell is compared with the truth, all at once; most submissions end there. What is left
is judged on the student's own earlier values: right there (it follows), or wrong, and then the
whole sheet is searched for the causes.
"""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from exercises.variant import Variant
from grader.answers import Answers, read_answers
from grader.causes import Cells, slips, wrong_rules
from grader.diagnosis import Finding, explain, gather
from grader.exchanges import exchanges
from grader.judging import judge
from grader.marked import Marking
from grader.own import NOISE, Own
from grader.policy import Policy
from grader.scoring import step_marking, total
from grader.verdicts import RIGHT, Verdict

AS_USUAL = Policy()
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
    if _all_true(variant, typed):
        places = typed.places
        verdicts: Verdicts = {
            name: ("correct",) * (place.stop - place.start) for name, place in places.items()
        }
        return _marking(typed, variant, verdicts, (), policy)
    # Wrong rules on arbitrary numbers divide by zero and overflow: such values fit nothing.
    with np.errstate(all="ignore"):
        own = Own(variant, typed)
        verdicts, wrong = judge(own)
        findings = _diagnose(own, verdicts, wrong) if wrong else []
    return _marking(typed, variant, _named(verdicts, wrong, findings), findings, policy)


def _all_true(variant: Variant, typed: Answers) -> bool:
    """Whether every cell holds the true value to the digits asked."""
    truth, half = variant.key
    return bool(np.all(np.abs(typed.values - truth) <= half + NOISE * (1 + np.abs(truth))))


def _diagnose(own: Own, verdicts: Verdicts, wrong: Mapping[str, Cells]) -> list[Finding]:
    by_name = own.variant.sheet.by_name
    causes = exchanges(own, wrong)
    for name, cells in wrong.items():
        causes += wrong_rules(own, by_name[name], cells)
        causes += slips(own, by_name[name], cells)
    right = [by_name[name] for name, cells in verdicts.items() if RIGHT.issuperset(cells)]
    return explain(gather(own, wrong, causes, right))


def _named(verdicts: Verdicts, wrong: Mapping[str, Cells], findings: Iterable[Finding]) -> Verdicts:
    """The verdicts with the cells of the named causes called what they are."""
    named = dict(verdicts)
    for finding in findings:
        verdict: Verdict = "slip" if finding.is_slip else "misconception"
        for name in finding.steps:
            named[name] = tuple(
                verdict if i in wrong[name] else cell for i, cell in enumerate(named[name])
            )
    return named


def _marking(
    typed: Answers,
    variant: Variant,
    verdicts: Verdicts,
    findings: Iterable[Finding],
    policy: Policy,
) -> Marking:
    findings = tuple(findings)
    causes = {name: finding.id for finding in findings for name in finding.steps}
    asked = variant.sheet.asked
    steps = [
        step_marking(step, verdicts[step.name], causes.get(step.name), policy) for step in asked
    ]
    score, maximum = total(asked, steps, policy)
    return Marking(variant, typed, tuple(steps), score, maximum, findings)
