"""The ladder of hints and the worked lines of every step, over all levels of all families."""

import re
from collections.abc import Iterator

import pytest

from exercises.hints import MOST_LINES, hint
from exercises.ops import all_ops
from exercises.ops.base import G, Y
from exercises.solving import built_on, solution
from exercises.steps import AGAIN, Step
from exercises.tex import One, Symbol, number, symbol
from exercises.values import Shape, cells
from exercises.variant import Variant
from server.cli.latex import formula as as_text
from server.cli.latex import prose as as_plain
from server.pages.mathml import math, prose
from tests.exercises.corpus import every_configuration, few

EVERY = pytest.mark.parametrize(
    "index", [pytest.param(i, id=title) for i, title in every_configuration()]
)
FORMULA = re.compile(r"\\\((.+?)\\\)")
UNWRITTEN = re.compile(
    r"\\frac\{\}|\{\}|\{ |^ |\\cdot *$|^\\cdot|\\cdot \\cdot|--|\+ -|- -|\\cdot -|\+ *$|= *$"
    r"|\bnan\b|\binf\b|None| via | again"
)
"""What stands in no formula that somebody would write down."""
LONGEST = 420
"""Characters of LaTeX in one worked line, some four lines of a page."""
MOST_WORDS = 50
"""Words of the first hint."""


def _steps(index: int) -> Iterator[tuple[Variant, Step]]:
    for variant in few(index):
        for step in variant.sheet.asked:
            yield variant, step


@EVERY
class TestEveryStep:
    def test_its_first_hint_names_the_rule_in_words(self, index: int) -> None:
        for variant, step in _steps(index):
            words = hint(variant, step.name, 1)

            assert words[0].isupper()
            assert words.endswith(".")
            assert len(words.split()) <= MOST_WORDS
            assert not re.search(r"[0-9=+*/\\^()]", words), words

    def test_its_second_hint_is_the_formula_in_symbols(self, index: int) -> None:
        for variant, step in _steps(index):
            text = hint(variant, step.name, 2)
            drawn = {number(float(v)) for value in variant.truth.values() for v in value.ravel()}
            constants = {number(float(value)) for value in step.attrs.values()}

            assert step.formula == FORMULA.findall(text)[0]
            decimals = set(re.findall(r"[0-9]+\.[0-9]+", text))
            assert set() == (decimals & drawn) - constants, text

    def test_its_second_hint_leaves_nothing_unexplained(self, index: int) -> None:
        for variant, step in _steps(index):
            told = {f.split(" = ")[0] for f in FORMULA.findall(hint(variant, step.name, 2))}
            hidden = {symbol(s.name) for s in built_on(variant.sheet, step) if s.op != AGAIN}

            assert set() == hidden - told

    def test_its_third_hint_holds_numbers_but_not_the_result(self, index: int) -> None:
        for variant, step in _steps(index):
            lines = FORMULA.findall(hint(variant, step.name, 3))

            for place in cells(step.shape)[:MOST_LINES]:
                result = number(float(variant.truth[step.name][(0, *place)]))
                own = [line for line in lines if line.startswith(symbol(step.name, place) + " = ")]
                said = {part.strip() for line in own for part in line.split(" = ")[1:]}

                assert not said & {result, rf"\left({result}\right)"}, own

    def test_its_third_hint_tells_how_to_go_on(self, index: int) -> None:
        for variant, step in _steps(index):
            text = hint(variant, step.name, 3)

            assert r"\dots\)" in text or "take the number over" in text or "compare" in text, text

    def test_it_is_worked_out_with_its_result(self, index: int) -> None:
        variant = few(index)[0]
        for worked in solution(variant):
            values = variant.truth[worked.step].ravel()

            assert worked.rule
            if variant.sheet.by_name[worked.step].op != "right_there":
                results = [line.rpartition(" = ")[2] for line in worked.lines]
                assert [number(float(value)) for value in values] == results

    def test_its_lines_read_well(self, index: int) -> None:
        for variant in few(index):
            for worked in solution(variant):
                for line in (worked.formula, *worked.lines):
                    assert not UNWRITTEN.search(line), line
                    assert len(line) <= LONGEST, line

    def test_a_browser_and_a_terminal_can_show_it(self, index: int) -> None:
        variant = few(index)[0]
        lines = [line for worked in solution(variant) for line in (worked.formula, *worked.lines)]
        texts = [hint(variant, s.name, level) for s in variant.sheet.asked for level in (1, 2, 3)]

        assert [] == [line for line in lines if "<code>" in math(line)]
        assert [] == [text for text in texts if "<code>" in prose(text)]
        shown = [*map(as_text, lines), *map(as_plain, texts)]
        assert [] == [text for text in shown if set(text) & set("\\{}")]


CASES = [
    pytest.param(name, shapes, id=f"{name}{shapes}")
    for name, op in all_ops().items()
    for shapes in op.examples
    if op.elementwise or not op.result(shapes, op.attrs)
]


@pytest.mark.parametrize(("name", "shapes"), CASES)
def test_an_op_at_the_end_is_written_without_what_arrives(
    name: str, shapes: tuple[Shape, ...]
) -> None:
    op = all_ops()[name]
    known = {Y: Symbol("y", op.result(shapes, op.attrs))}
    known |= {i: Symbol("abcde"[i], shape) for i, shape in enumerate(shapes)}
    for argument, pull in enumerate(op.pulls[: len(shapes)]):
        if pull is None:
            continue
        tokens = [One(known[Y].shape) if use == G else known[use] for use in pull.uses]
        line = pull.cell(cells(shapes[argument])[0], *tokens, **op.attrs)
        whole = pull.whole(*tokens, **op.attrs) if pull.whole else line

        assert not UNWRITTEN.search(line or "1"), line
        assert not UNWRITTEN.search(whole or "1"), whole
