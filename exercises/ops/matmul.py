"""``matmul(a, b)``: the product of two matrices, row by column."""

from collections.abc import Iterable

import numpy as np

from exercises.errors import BadVariant
from exercises.ops.base import G, Misconception, Op, Pull, Site
from exercises.steps import Rule
from exercises.tex import Index, Token, plus, times
from exercises.values import Shape, Value


def transposed(x: Value) -> Value:
    """Rows and columns swapped."""
    return x.swapaxes(-1, -2)


def top(matrix: str) -> str:
    """LaTeX of a matrix transposed."""
    return rf"{matrix}^\top" if "\\" not in matrix else rf"\left({matrix}\right)^\top"


def product(a: Value, b: Value) -> Value:
    """a b."""
    return np.asarray(a @ b)


def shape(a: Shape, b: Shape) -> Shape:
    """(rows of a, columns of b)."""
    if len(a) != 2 or len(b) != 2 or a[1] != b[0]:
        raise BadVariant(f"matmul: matrices of the shapes {a} and {b} do not fit together.")
    return a[0], b[1]


def _cell(index: Index, a: Token, b: Token) -> str:
    i, j = index
    return plus(times(a[i, k], b[k, j]) for k in range(a.shape[1]))


def _left_cell(index: Index, g: Token, b: Token) -> str:
    i, k = index
    return plus(times(g[i, j], b[k, j]) for j in range(g.shape[1]))


def _right_cell(index: Index, g: Token, a: Token) -> str:
    k, j = index
    return plus(times(a[i, k], g[i, j]) for i in range(g.shape[0]))


OP = Op(
    name="matmul",
    kind="arithmetic",
    arguments=("a", "b"),
    f=product,
    shape=shape,
    pulls=(
        Pull(
            uses=(G, 1),
            f=lambda g, b: product(g, transposed(b)),
            cell=_left_cell,
            whole=lambda g, b: rf"{g[()]} \, {top(b[()])}",
            words="The left matrix of a product gets what arrives, times the right one transposed: "
            "each cell collects from all results that it had a part in.",
            caption="passed back to {wrt}",
        ),
        Pull(
            uses=(G, 0),
            f=lambda g, a: product(transposed(a), g),
            cell=_right_cell,
            whole=lambda g, a: rf"{top(a[()])} \, {g[()]}",
            words="The right matrix of a product gets the left one transposed, times what arrives: "
            "each cell collects from all results that it had a part in.",
            caption="passed back to {wrt}",
        ),
    ),
    cell=_cell,
    whole=lambda a, b: rf"{a[()]} \, {b[()]}",
    words="Multiply each row of the left matrix by each column of the right one, cell by cell, and "
    "add up the products.",
    title="matrix product",
    examples=(((2, 3), (3, 4)), ((2, 2), (2, 2))),
)


def _cell_by_cell(site: Site) -> Iterable[Rule | None]:
    """Only where all matrices have one shape, so that nothing warns a student."""
    if site.shape(0) != site.shape(1) or not site.step.asked:
        return []
    uses = (0, 1) if site.argument < 0 else (G, 1 - site.argument)
    return [site.rule(uses, np.multiply)]


def _left_transposed(site: Site) -> Iterable[Rule | None]:
    if not _is_square(site.shape(0)) or not site.step.asked:
        return []
    return [site.rule((0, 1), lambda a, b: product(transposed(a), b))]


def _is_square(shape: Shape) -> bool:
    return shape[0] == shape[1]


MISCONCEPTIONS = (
    Misconception(
        id="MM_CELLWISE",
        name="matrices multiplied cell by cell",
        at="matmul",
        rules=_cell_by_cell,
        messages=(
            "This product was worked out in the wrong way.",
            "Each cell of a matrix product takes a whole row of the left matrix and a whole column "
            "of the right one: multiply in pairs, then add up.",
        ),
    ),
    Misconception(
        id="MM_BACK_CELLWISE",
        name="matrices multiplied cell by cell on the way back",
        at="matmul:*",
        rules=_cell_by_cell,
        messages=(
            "This product was worked out in the wrong way.",
            "A cell took part in a whole row or column of results. Collect from all of these: this "
            "is a matrix product again, with the other factor transposed.",
        ),
    ),
    Misconception(
        id="MM_LEFT_T",
        name="left matrix read by columns",
        at="matmul",
        rules=_left_transposed,
        messages=(
            "You went through one of the matrices in the wrong direction.",
            "Walk along the rows of the left matrix and down the columns of the right one.",
        ),
    ),
)
