"""LaTeX as text for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import families
from exercises.drawing import draw
from server.cli.latex import formula, prose


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"z_{1} = W_{1} x + b_{1}", "z₁ = W₁ x + b₁"),
        (r"\frac{\partial E}{\partial w_{3}}", "∂E/∂w₃"),
        (r"\frac{1}{1 + e^{-z}}", "1/(1 + e^(-z))"),
        (r"\left(y - t\right)^2", "(y - t)²"),
        (r"w^{(1)}_{12}", "w⁽¹⁾₁₂"),
        (r"W_{2}' = W_{2} - \eta \cdot \frac{\partial E}{\partial W_{2}}", "W₂' = W₂ - η · ∂E/∂W₂"),
        (r"\max(0, z_{1})", "max(0, z₁)"),
        (r"\bar y", "ȳ"),
        (r"x_n", "xₙ"),
        (r"W_{1}^\top \, x", "W₁ᵀ x"),
        (r"\mathrm{rest}", "rest"),
        (r"\left.\frac{\partial E}{\partial w}\right|_{y}", "∂E/∂w|_y"),
        ("", ""),
    ],
)
def test_it_writes_a_formula_as_text(latex: str, text: str) -> None:
    assert text == formula(latex)


def test_it_writes_the_formulas_inside_a_text() -> None:
    assert "The error is E = (y - t)²." == prose(r"The error is \(E = (y - t)^2\).")


def test_it_lets_no_control_character_through() -> None:
    assert "red ?[31m?" == prose("red \x1b[31m\x07")


@pytest.mark.parametrize("family", [family.name for family in families()])
def test_it_leaves_no_latex_in_any_family(family: str) -> None:
    variant = draw(family, 1)
    steps = variant.to_json()["steps"]
    texts = [prose(variant.title), prose(variant.prose)]
    texts += [formula(step["formula"]) for step in steps] + [prose(one["caption"]) for one in steps]

    assert [] == [text for text in texts if set(text) & set("\\{}")]


@given(st.text("\\frac{}_^()ab12 ", max_size=40) | st.text(max_size=40))
def test_it_writes_any_text_without_failing(text: str) -> None:
    assert formula(text).replace("\n", "").isprintable()
