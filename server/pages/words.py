"""Names of steps in spoken words, and given values in LaTeX."""

import re

from exercises.names import GREEK
from exercises.tex import number, symbol

CONVENTIONS = {
    "loss": "Loss: {}",
    "relu_at_0": "Slope of ReLU at 0: {}",
    "leaky_relu": "Leaky ReLU: {}",
    "weights": "Weights: row and column are ({})",
    "update": "Step: {}",
}
FORMULAS = {
    "1/2 (y-t)^2": r"\(\frac{1}{2}(y-t)^2\)",
    "(y-t)^2": r"\((y-t)^2\)",
    r"w' = w - \(\eta\) dE/dw": r"\(w' = w - \eta\,\partial E/\partial w\)",
    "<=": "≤",
    "sqrt": "√",
    "^2": "²",
}
FORMULA = re.compile("|".join(re.escape(text) for text in FORMULAS))
SYMBOL = re.compile(
    rf"(?<![A-Za-z\\])(?:(?:{'|'.join(GREEK)})[0-9]?(?:_[a-z]+)?|[mvxy]hat)(?![A-Za-z])"
)
DERIVATIVE = re.compile(r"^d(.+)/d(.+)$")
BOUNDARY = re.compile(r"(?<=[A-Za-z])(?=[0-9])|_")


def spoken(name: str) -> str:
    """`dE/dw3` as "d E by d w 3": what a screen reader can say, since a fraction is lost on it."""
    name, _, through = name.partition(" via ")
    if through:
        return f"{spoken(name)} through {spoken(through)}"
    derivative = DERIVATIVE.match(name)
    if derivative:
        return f"d {spoken(derivative[1])} by d {spoken(derivative[2])}"
    return BOUNDARY.sub(" ", name).replace("'", " new")


def convention(text: object, name: str) -> str:
    r"""A printed convention as a short sentence, with LaTeX between \( and \)."""
    plain = SYMBOL.sub(lambda found: rf"\({symbol(found.group())}\)", str(text))
    words = FORMULA.sub(lambda found: FORMULAS[found.group()], plain)
    return CONVENTIONS.get(name, name.replace("_", " ").capitalize() + ": {}").format(words)


def place(index: tuple[int, ...]) -> str:
    """Where a cell stands in its vector or matrix: "entry 2", "row 1, column 3"."""
    if not index:
        return ""
    if len(index) == 1:
        return f"entry {index[0] + 1}"
    row, column = index[-2:]
    outer = "".join(f"block {i + 1}, " for i in index[:-2])
    return f"{outer}row {row + 1}, column {column + 1}"


def value(given: object) -> str:
    """A given number, vector or matrix as LaTeX; a vector is written in a line to save room."""
    if not isinstance(given, list):
        return number(float(str(given)))
    if not given or not isinstance(given[0], list):
        return "(" + r",\; ".join(value(entry) for entry in given) + ")"
    body = r" \\ ".join(" & ".join(value(entry) for entry in row) for row in given)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
