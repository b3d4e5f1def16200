import pytest

from server.pages.words import convention, place, spoken, value


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("z1", "z 1"),
        ("E", "E"),
        ("dE/dw3", "d E by d w 3"),
        ("dE/dW1", "d E by d W 1"),
        ("w3'", "w 3 new"),
        ("dE/dx via a", "d E by d x through a"),
    ],
)
def test_it_says_a_name_in_words(name: str, words: str) -> None:
    assert words == spoken(name)


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ((), ""),
        ((1,), "entry 2"),
        ((0, 2), "row 1, column 3"),
        ((1, 0, 0), "block 2, row 1, column 1"),
    ],
)
def test_it_says_where_a_cell_stands(index: tuple[int, ...], words: str) -> None:
    assert words == place(index)


@pytest.mark.parametrize(
    ("given", "latex"),
    [
        (1, "1"),
        (-0.25, "-0.25"),
        ([1, -2], r"(1,\; -2)"),
        ([[1, 2], [3, 4]], r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"),
    ],
)
def test_it_writes_a_given_as_latex(given: object, latex: str) -> None:
    assert latex == value(given)


def test_it_says_a_convention_in_a_sentence() -> None:
    assert r"Loss: \((y-t)^2\)" == convention("(y-t)^2", "loss")
    assert "Dropout mask: kept" == convention("kept", "dropout_mask")
