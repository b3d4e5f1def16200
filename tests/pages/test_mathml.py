from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import families
from exercises.drawing import draw
from exercises.tex import symbol
from server.pages.mathml import math, prose


def test_it_writes_a_fraction_without_namespace_and_entities() -> None:
    expected = (
        '<math display="inline"><mrow><mfrac><mrow><mi>∂</mi><mi>E</mi></mrow><mrow><mi>∂</mi>'
        "<msub><mi>w</mi><mn>3</mn></msub></mrow></mfrac></mrow></math>"
    )

    assert expected == math(r"\frac{\partial E}{\partial w_3}")


def test_it_keeps_a_sign_close_to_its_number() -> None:
    assert '<mo>=</mo><mo form="prefix">−</mo><mn>0.2</mn>' in math("w_2 = -0.2")
    assert "<mi>y</mi><mo>−</mo><mi>t</mi>" in math("y - t")


def test_it_keeps_signs_of_html_escaped() -> None:
    assert "<mo>&lt;</mo>" in math("a < b")


def test_it_shows_what_is_no_latex_as_it_stands() -> None:
    assert r"<code>&lt;\bad{</code>" == math(r"<\bad{")


def test_it_puts_formulas_into_prose() -> None:
    found = prose(r"a < b and \(x\) & c")

    assert "a &lt; b and <math" in found
    assert found.endswith("</math> &amp; c")


@given(st.text())
def test_it_never_lets_markup_out_of_a_text(text: str) -> None:
    assert "<script" not in prose(text + r"<script> \(<script>\)").lower()


def test_it_reads_every_formula_of_every_family() -> None:
    unread = [
        (family.name, latex)
        for family in families()
        for variant in [draw(family.name, 1)]
        for step in variant.sheet.steps
        for latex in (symbol(step.name), step.formula)
        if "<code>" in math(latex)
    ]

    assert [] == unread
