"""What a student with a misconception is told: three levels, at every level of every family."""

import re
from collections.abc import Iterator

import pytest

from exercises.solving import sources
from exercises.steps import Step
from exercises.tex import number
from exercises.variant import Variant
from grader.answers import read_answers
from grader.feedback import messages
from grader.marking import mark
from grader.own import Own
from grader.step_marking import StepMarking
from grader.students import simulate
from server.cli.latex import prose as as_text
from server.pages.mathml import prose
from tests.exercises.corpus import CONFIGURATIONS, MANY, few, title

LEVELS = [
    pytest.param(i, id=title(*CONFIGURATIONS[i]))
    for i in range(len(CONFIGURATIONS))
    if i >= len(MANY) or CONFIGURATIONS[i] in MANY[:5]
]
WAYS = (
    r"\dots\)",
    "take the number over",
    "compare",
    "no number to put into the rule",
    "Find the line",
)
FORMULA = re.compile(r"\\\((.+?)\\\)")


def _named(index: int) -> Iterator[tuple[Variant, Step, StepMarking, Own]]:
    """A student with each visible misconception, at the steps where the grader names it."""
    variant = few(index)[0]
    for id in variant.certificate.visible:
        answers = simulate(variant, [id]).answers
        own = Own(variant, read_answers(variant.sheet, answers))
        for marking in mark(variant, answers).steps:
            if marking.cause == id:
                yield variant, variant.sheet.by_name[marking.name], marking, own


@pytest.mark.parametrize("index", LEVELS)
class TestEveryMisconceptionThatShows:
    def test_its_first_level_holds_no_number_and_no_formula(self, index: int) -> None:
        for _, step, marking, own in _named(index):
            first = messages(step, marking, own)[0]

            assert first.startswith("This looks like: ")
            assert not re.search(r"[0-9=+*/\\^]", first), first

    def test_its_third_level_is_the_right_rule_with_the_students_numbers(self, index: int) -> None:
        for variant, step, marking, own in _named(index):
            third = messages(step, marking, own)[2]

            assert any(way in third for way in WAYS), third
            if r"\dots\)" in third and sources(variant.sheet, step):
                assert re.search("[0-9]", third), third

    def test_its_third_level_leaves_the_result_to_the_student(self, index: int) -> None:
        for _, step, marking, own in _named(index):
            third = messages(step, marking, own)[2]
            wrong = number(float(own.expected[step.name].ravel()[0]))
            lines = [line.split(" = ") for line in FORMULA.findall(third)]

            for name, *said in lines:
                assert name != step.formula.split(" = ")[0] or wrong not in said, third

    def test_a_browser_and_a_terminal_can_show_them(self, index: int) -> None:
        for _, step, marking, own in _named(index):
            said = messages(step, marking, own)

            assert all(said)
            assert not any("<code>" in prose(text) for text in said)
            assert not any(set(as_text(text)) & set("\\{}") for text in said)
