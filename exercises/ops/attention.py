"""Misconceptions of an attention head: S = Q K^T / sqrt(d), A = softmax of its rows, O = A V.

They are made at the elementary ops of which a head is built (Vaswani et al., "Attention is all you
need", NeurIPS 2017).
"""

from collections.abc import Iterable

from exercises.ops.base import G, Misconception, Site, Y
from exercises.ops.div import quotient
from exercises.ops.matmul import product, transposed
from exercises.ops.softmax import pull as through_softmax
from exercises.ops.softmax import value as softmax
from exercises.steps import Rule


def _is_scaling(site: Site) -> bool:
    """Whether a quotient divides products of queries and keys by a root."""
    top, bottom = site.inputs
    return bool(site.graph.made_by("inner", top) and site.graph.made_by("sqrt", bottom))


def _unscaled(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0,), lambda raw: raw * 1.0)] if _is_scaling(site) else []


def _by_width(site: Site) -> Iterable[Rule | None]:
    root = site.graph.made_by("sqrt", site.inputs[1])
    if root is None or not _is_scaling(site):
        return []
    return [site.rule((0, root.rule.inputs[0]), quotient)]


def _scores_swapped(site: Site) -> Iterable[Rule | None]:
    square = site.shape(0)[:1] == site.shape(0)[1:]
    if not square or not _is_scaling(site):
        return []
    return [site.rule((0, 1), lambda raw, root: quotient(transposed(raw), root))]


def _is_of_rows(site: Site) -> bool:
    """Whether a softmax shares out along each row of a matrix."""
    return len(site.shape(0)) == 2 and site.attrs.get("dim") in (-1, 1)


def _by_columns(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0,), lambda s: softmax(s, -2))] if _is_of_rows(site) else []


def _back_by_columns(site: Site) -> Iterable[Rule | None]:
    if not _is_of_rows(site):
        return []
    return [site.rule((G, Y), lambda g, a: through_softmax(g, a, -2))]


def _diagonal(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G, Y), lambda g, a: g * a * (1 - a))] if _is_of_rows(site) else []


def _mean_left_out(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G, Y), lambda g, a: g * a)] if _is_of_rows(site) else []


def _jumped_over(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G,), lambda g: g * 1.0)] if _is_of_rows(site) else []


def _plain_mean(site: Site) -> Iterable[Rule | None]:
    if not _is_of_rows(site):
        return []
    return [site.rule((G, Y), lambda g, a: a * (g - g.mean(-1, keepdims=True)))]


def _scores_as_weights(site: Site) -> Iterable[Rule | None]:
    weights = site.graph.made_by("softmax", site.inputs[0])
    return [site.rule((weights.rule.inputs[0], 1), product)] if weights else []


def _is_square(site: Site, argument: int) -> bool:
    first, second = site.shape(argument)
    return first == second


def _no_transpose(site: Site) -> Iterable[Rule | None]:
    """A dO for dV, dO V for dA, dR Q for dK: wherever the shapes let it pass."""
    other = 1 - site.argument
    if site.op.name == "inner":
        return [site.rule((G, other), product)] if site.argument == 1 else []
    if site.op.name != "matmul" or not _is_square(site, other):
        return []
    return [site.rule((G, other), product if other else lambda g, a: product(a, g))]


def _arriving_transposed(site: Site) -> Iterable[Rule | None]:
    """dO^T V^T for dA, dR^T K for dQ."""
    first, second = site.graph.shapes[site.output] if site.op.name in _PRODUCTS else (0, 1)
    if site.argument != 0 or first != second:
        return []
    back = site.bound(site.op.pulls[0].f) if site.op.pulls[0] else product
    return [site.rule((G, 1), lambda g, b: back(transposed(g), b))]


def _scale_forgotten(site: Site) -> Iterable[Rule | None]:
    """dS K for dQ, dS^T Q for dK."""
    if site.op.name != "inner" or site.pull is None:
        return []
    return [
        site.rule((f"d{site.step.of}/d{step.name}", 1 - site.argument), site.pull.f)
        for step in site.graph.consumers(site.output)
        if step.op == "div" and site.graph.made_by("sqrt", step.rule.inputs[1])
    ]


_PRODUCTS = ("matmul", "inner")

MISCONCEPTIONS = (
    Misconception(
        id="ATT_NO_SCALE",
        name="scores not scaled",
        at="div",
        rules=_unscaled,
        messages=(
            "A scale is missing in the scores.",
            "Divide every product of a query and a key by the root of the key width d.",
        ),
    ),
    Misconception(
        id="ATT_SCALE_D",
        name="scores divided by the key width instead of its root",
        at="div",
        rules=_by_width,
        messages=(
            "The scores were scaled down too much.",
            "Divide by the root of the key width d, not by d itself.",
        ),
    ),
    Misconception(
        id="ATT_SCORES_T",
        name="rows and columns of the scores swapped",
        at="div",
        rules=_scores_swapped,
        messages=(
            "The right numbers, but not all of them in the right place.",
            "The row of a score says which query asks, its column which key answers.",
        ),
    ),
    Misconception(
        id="ATT_SM_AXIS",
        name="softmax taken over the columns",
        at="softmax",
        rules=_by_columns,
        messages=(
            "The softmax ran through the table in the wrong direction.",
            "Each query shares out one whole of attention among the keys, so every row of A adds "
            "up to one.",
        ),
    ),
    Misconception(
        id="ATT_SKIP_SM",
        name="scores used in place of the attention weights",
        at="matmul",
        rules=_scores_as_weights,
        messages=(
            "The values were mixed with the wrong numbers.",
            "The output mixes the values with the attention weights A, which the softmax makes of "
            "the scores.",
        ),
    ),
    Misconception(
        id="ATT_NO_T",
        name="transpose forgotten on the way back",
        at="arithmetic:*",
        rules=_no_transpose,
        messages=(
            "Rows and columns were mixed up on the way back through a product.",
            "Ask which queries looked at this key or value, and collect from all of them: on the "
            "way back the other factor of a matrix product is transposed.",
        ),
    ),
    Misconception(
        id="ATT_ARRIVING_T",
        name="arriving gradient transposed",
        at="arithmetic:*",
        rules=_arriving_transposed,
        messages=(
            "One matrix too many was turned on the way back.",
            "What arrives has the layout of the product. For the left matrix of a product only the "
            "other factor is transposed, not what arrives.",
        ),
    ),
    Misconception(
        id="ATT_BACK_NO_SCALE",
        name="scale of the scores forgotten on the way back",
        at="arithmetic:*",
        rules=_scale_forgotten,
        messages=(
            "A constant factor is missing.",
            "The scores are products divided by the root of d, so what comes back to the products "
            "is divided by it as well.",
        ),
    ),
    Misconception(
        id="ATT_DIAG",
        name="softmax slope only on the diagonal",
        at="softmax:0",
        rules=_diagonal,
        messages=(
            "Part of the way back through the softmax is missing.",
            "A score also changes the other weights of its row. From what arrives take its mean "
            "along the row, weighted with A, then multiply by A.",
        ),
    ),
    Misconception(
        id="ATT_NO_MEAN",
        name="row mean not taken off on the way back through the softmax",
        at="softmax:0",
        rules=_mean_left_out,
        messages=(
            "A term is missing on the way back through the softmax.",
            "Raising one score takes weight from the rest of its row. So take off the mean of what "
            "arrives, weighted with A, before you multiply by A.",
        ),
    ),
    Misconception(
        id="ATT_PLAIN_MEAN",
        name="plain row mean taken off on the way back through the softmax",
        at="softmax:0",
        rules=_plain_mean,
        messages=(
            "The right kind of mean was taken off, but not with the right weights.",
            "The mean along the row is weighted with the attention weights A of that row.",
        ),
    ),
    Misconception(
        id="ATT_SM_SKIP",
        name="softmax jumped over on the way back",
        at="softmax:0",
        rules=_jumped_over,
        messages=(
            "A slope is missing between the two.",
            "This is the slope by the weights A. Between these and the scores lies the softmax, "
            "with a slope of its own.",
        ),
    ),
    Misconception(
        id="ATT_BACK_AXIS",
        name="softmax slope taken over the columns",
        at="softmax:0",
        rules=_back_by_columns,
        messages=(
            "The way back through the softmax ran in the wrong direction.",
            "The weights of one row share a denominator, so the sum runs along the row.",
        ),
    ),
)
