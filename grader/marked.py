"""The marking of one submission."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from exercises.variant import Variant
from grader.answers import Answers
from grader.feedback import cause_name, messages, step_json
from grader.findings import Finding
from grader.own import Own
from grader.step_marking import StepMarking
from grader.verdicts import WRONG
from grader.version import VERSION


@dataclass(frozen=True)
class Marking:
    """Verdicts and score. The messages are written only when somebody asks for them."""

    variant: Variant
    answers: Answers
    steps: tuple[StepMarking, ...]
    score: float
    max: float
    diagnosis: tuple[Finding, ...]
    grader: str = VERSION

    @property
    def first_wrong(self) -> str | None:
        """The first step with a wrong cell."""
        return next((step.name for step in self.steps if WRONG.intersection(step.cells)), None)

    @cached_property
    def own(self) -> Own:
        """The student's own values and what follows from them."""
        return Own(self.variant, self.answers)

    def messages(self, name: str) -> tuple[str, str, str]:
        """The three levels of feedback on one step (KeyError if it is not asked)."""
        by_name = {step.name: step for step in self.steps}
        return messages(self.variant.sheet.by_name[name], by_name[name], self.own)

    def to_json(self) -> dict[str, Any]:
        """The form of the contract, with three levels of messages for each step."""
        sheet = self.variant.sheet
        return {
            "grader": self.grader,
            "variant": self.variant.hash,
            "score": self.score,
            "max": self.max,
            "first_wrong": self.first_wrong,
            "steps": [step_json(sheet.by_name[s.name], s, self.own) for s in self.steps],
            "diagnosis": [
                {
                    "misconception": finding.id,
                    "name": cause_name(finding.id),
                    "steps": list(finding.steps),
                    "slip": finding.is_slip,
                    "convention": finding.is_convention,
                }
                for finding in self.diagnosis
            ],
        }
