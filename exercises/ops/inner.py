"""``inner(a, b)`` = a b^T: the product of every row of a with every row of b."""

from exercises.errors import BadVariant
from exercises.ops.base import G, Op, Pull
from exercises.ops.matmul import product, top, transposed
from exercises.tex import Index, Token, plus, times
from exercises.values import Shape, Value


def value(a: Value, b: Value) -> Value:
    """a b^T."""
    return product(a, transposed(b))


def shape(a: Shape, b: Shape) -> Shape:
    """(rows of a, rows of b)."""
    if len(a) != 2 or len(b) != 2 or a[1] != b[1]:
        raise BadVariant(f"inner: matrices of the shapes {a} and {b} do not fit together.")
    return a[0], b[0]


def _cell(index: Index, a: Token, b: Token) -> str:
    i, j = index
    return plus(times(a[i, k], b[j, k]) for k in range(a.shape[1]))


def _first_cell(index: Index, g: Token, b: Token) -> str:
    i, k = index
    return plus(times(g[i, j], b[j, k]) for j in range(g.shape[1]))


def _second_cell(index: Index, g: Token, a: Token) -> str:
    j, k = index
    return plus(times(g[i, j], a[i, k]) for i in range(g.shape[0]))


OP = Op(
    name="inner",
    kind="arithmetic",
    arguments=("a", "b"),
    f=value,
    shape=shape,
    pulls=(
        Pull(
            uses=(G, 1),
            f=product,
            cell=_first_cell,
            whole=lambda g, b: rf"{g[()]} \, {b[()]}",
            words="Each row of the first matrix met every row of the second: it collects these "
            "rows, each times what arrives at the product.",
            caption="passed back to {wrt}",
        ),
        Pull(
            uses=(G, 0),
            f=lambda g, a: product(transposed(g), a),
            cell=_second_cell,
            whole=lambda g, a: rf"{top(g[()])} \, {a[()]}",
            words="Each row of the second matrix met every row of the first: it collects these "
            "rows, each times what arrives at the product, which stands in one column.",
            caption="passed back to {wrt}",
        ),
    ),
    cell=_cell,
    whole=lambda a, b: rf"{a[()]} \, {top(b[()])}",
    words="Multiply each row of the first matrix by each row of the second, cell by cell, and add "
    "up the products.",
    title="products of rows",
    examples=(((2, 3), (4, 3)), ((2, 2), (2, 2))),
)
