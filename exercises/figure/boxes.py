"""What stands in the box of a step: products with their names, any other op by its sign."""

from collections.abc import Callable, Mapping

from exercises.figure.book import CellBook
from exercises.figure.curves import sign
from exercises.figure.subject import DrawnStep
from exercises.figure.text import Pieces, name_pieces, width

LONGEST = 150.0
"""A box with more text shows the op's sign instead."""
MIXED = 3
"""Arguments of a mixture."""
PLUS: Pieces = ((" + ", 0),)
TURNED: Pieces = (("T", 1),)


def box_text(book: CellBook, step: DrawnStep, size: float) -> Pieces:
    """Short words for a step; ``size`` is that of the letters."""
    make = PRODUCTS.get(step.op) if len(step.inputs) > 1 else None
    text = make(book, step) if make else ()
    return text if text and width(text, size) <= LONGEST else ((sign(step.op), 0),)


def _linear(book: CellBook, step: DrawnStep) -> Pieces:
    """As it is worked out: W x + b, and X W^T + b for a batch, one example a row."""
    data, weight, *bias = step.inputs
    batch, rank = len(book.shape(data)) == 2, len(book.shape(weight))
    x, w = name_pieces(data), name_pieces(weight)
    turned = (*w, *TURNED) if rank > 1 else w
    return _sum(_beside(x, turned) if batch else _beside(w, x), *map(name_pieces, bias))


def _matmul(_: CellBook, step: DrawnStep) -> Pieces:
    return _beside(*map(name_pieces, step.inputs))


def _inner(book: CellBook, step: DrawnStep) -> Pieces:
    return (*_matmul(book, step), *TURNED)


def _sum_of_products(_: CellBook, step: DrawnStep) -> Pieces:
    """Pairs of a value and its weight, then a bias."""
    names = [name_pieces(name) for name in step.inputs]
    odd = len(names) % 2
    pairs = zip(names[0 : len(names) - odd : 2], names[1::2], strict=True)
    return _sum(*(_beside(weight, value) for value, weight in pairs), *names[len(names) - odd :])


def _lerp(_: CellBook, step: DrawnStep) -> Pieces:
    """(1 - z) n + z h: a mixture by the share z."""
    if len(step.inputs) != MIXED:
        return ()
    new, old, share = map(name_pieces, step.inputs)
    rest: Pieces = (("(1−", 0), *share, (")", 0))
    return _sum(_beside(rest, new), _beside(share, old))


def _beside(*factors: Pieces) -> Pieces:
    """Factors with a little air between them."""
    return tuple(piece for i, factor in enumerate(factors) for piece in (*_air(i), *factor))


def _air(i: int) -> Pieces:
    return (("\u2009", 0),) if i else ()


def _sum(*terms: Pieces) -> Pieces:
    return tuple(piece for i, term in enumerate(terms) for piece in (*(PLUS if i else ()), *term))


PRODUCTS: Mapping[str, Callable[[CellBook, DrawnStep], Pieces]] = {
    "linear": _linear,
    "matmul": _matmul,
    "inner": _inner,
    "sum_of_products": _sum_of_products,
    "lerp": _lerp,
}
"""Ops whose arguments say more than a sign does."""
