"""``sum_of_products(x, w, y, v, b)``: w x + v y + b, cell by cell.

The weighted sum of a recurrent unit (input and state, a weight for each, a bias), and the cell
state of an LSTM (what the gates let through; no bias).
"""

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Op, Pull, elementwise
from exercises.ops.mul import factor_of, product
from exercises.tex import plus, times
from exercises.values import Value


def value(x: Value, w: Value, y: Value, v: Value, b: Value | None = None) -> Value:
    """w x + v y + b, where any of them may be a scalar."""
    total = np.add(*aligned(product(w, x), product(v, y)))
    return np.asarray(total if b is None else np.add(*aligned(total, b)))


def _formula(x: str, w: str, y: str, v: str, b: str | None = None) -> str:
    products = [times(w, x), times(v, y)]
    return plus(products if b is None else [*products, b])


def _pull(argument: int) -> Pull:
    weight = argument % 2
    return Pull(
        uses=(G, factor_of(argument)),
        f=product,
        cell=elementwise(times),
        words="One product of the sum: what arrives, times the other factor of that product.",
        caption="gradient of {wrt}" if weight else "passed back to {wrt}",
    )


OP = Op(
    name="sum_of_products",
    kind="affine",
    arguments=("x", "w", "y", "v", "b"),
    f=value,
    shape=common_shape,
    elementwise=True,
    optional=1,
    pulls=(
        *(_pull(argument) for argument in range(4)),
        Pull(
            uses=(G,),
            f=lambda g: g,
            cell=elementwise(lambda g: g),
            words="The bias is added as it is, so what arrives passes unchanged.",
            caption="gradient of {wrt}",
        ),
    ),
    cell=elementwise(_formula),
    words=lambda *shapes: (
        "Multiply within each pair, then add up the products"
        + (", and the bias too." if len(shapes) > 4 else ".")
    ),
    title="sum of two products",
    examples=(
        ((), (), (), (), ()),
        ((), (), (), ()),
        ((3,), (), (3,), (), ()),
        ((2, 2), (2, 2), (2, 2), (2, 2)),
    ),
)
