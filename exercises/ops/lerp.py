"""``lerp(n, h, z)``: (1 - z) n + z h, the mixture that the update gate of a GRU makes."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.broadcasting import aligned, common_shape
from exercises.ops.base import G, Misconception, Op, Pull, Site, elementwise
from exercises.ops.mul import product
from exercises.ops.sub import minus
from exercises.steps import Rule
from exercises.tex import plus, times
from exercises.values import Value


def value(n: Value, h: Value, z: Value) -> Value:
    """(1 - z) n + z h, where any of them may be a scalar."""
    return np.asarray(np.add(*aligned(product(1 - z, n), product(z, h))))


def _rest(z: str) -> str:
    return rf"\left({minus('1', z)}\right)"


OP = Op(
    name="lerp",
    kind="arithmetic",
    arguments=("n", "h", "z"),
    f=value,
    shape=common_shape,
    elementwise=True,
    pulls=(
        Pull(
            uses=(G, 2),
            f=lambda g, z: product(g, 1 - z),
            cell=elementwise(lambda g, z: times(g, _rest(z))),
            words="The first value of a mixture gets what arrives, times its share, one minus "
            "the gate.",
            caption="passed back to {wrt}",
        ),
        Pull(
            uses=(G, 2),
            f=product,
            cell=elementwise(times),
            words="The second value of a mixture gets what arrives, times its share, the gate.",
            caption="passed back to {wrt}",
        ),
        Pull(
            uses=(G, 0, 1),
            f=lambda g, n, h: product(g, np.subtract(*aligned(h, n))),
            cell=elementwise(lambda g, n, h: times(g, rf"\left({minus(h, n)}\right)")),
            words="When the gate grows, the second value gains what the first loses: what arrives, "
            "times their difference.",
            caption="passed back to {wrt}",
        ),
    ),
    cell=elementwise(lambda n, h, z: plus([times(_rest(z), n), times(z, h)])),
    words="Mix the two values: the gate says how much of the second, and one minus the "
    "gate how much of the first.",
    title="mixture",
    examples=(((), (), ()), ((3,), (3,), (3,)), ((2, 2), (2, 2), ())),
)

N, H, Z = 0, 1, 2
_Rules = Callable[[Site], Iterable[Rule | None]]


def _by_argument(*found: tuple[int, tuple[int | str, ...], Callable[..., Value]]) -> _Rules:
    """Rules for the pull-backs of some arguments, each from its uses."""
    return lambda site: [site.rule(uses, f) for at, uses, f in found if at == site.argument]


MISCONCEPTIONS = (
    Misconception(
        id="GRU_SHARES_SWAPPED",
        name="shares of the update gate exchanged",
        at="lerp",
        convention=True,
        rules=lambda site: [site.rule((N, H, Z), lambda n, h, z: value(h, n, z))],
        messages=(
            "Your gate mixes the other way round.",
            "Books differ here. On this sheet the update gate says how much of the old state is "
            "kept; the candidate gets the rest.",
        ),
    ),
    Misconception(
        id="GRU_SHARES_BACK",
        name="shares of the update gate exchanged on the way back",
        at="lerp:*",
        rules=_by_argument(
            (N, (G, Z), product),
            (H, (G, Z), lambda g, z: product(g, 1 - z)),
            (Z, (G, N, H), lambda g, n, h: product(g, np.subtract(*aligned(n, h)))),
        ),
        messages=(
            "Each of the two values got what belongs to the other.",
            "Each side of a mixture gets back the share with which it went in: the old state that "
            "of the gate, the candidate the rest.",
        ),
    ),
    Misconception(
        id="GRU_NO_REST",
        name="share of the candidate forgotten",
        at="lerp",
        rules=lambda site: [
            site.rule((N, H, Z), lambda n, h, z: np.add(*aligned(n, product(z, h))))
        ],
        messages=(
            "One side of the mixture came in whole.",
            "The two shares add up to one: what the gate does not keep of the old state, it takes "
            "of the candidate.",
        ),
    ),
    Misconception(
        id="GRU_NO_SHARE_BACK",
        name="gate not passed on the way back",
        at="lerp:*",
        rules=_by_argument(
            (N, (G,), lambda g: g),
            (H, (G,), lambda g: g),
        ),
        messages=(
            "A factor is missing: this value went in only in part.",
            "Multiply what arrives by the share with which the value went into the mixture.",
        ),
    ),
    Misconception(
        id="GRU_Z_ONE",
        name="only one side of the update gate counted",
        at="lerp:2",
        rules=_by_argument(
            (Z, (G, H), product),
            (Z, (G, N), lambda g, n: -product(g, n)),
        ),
        messages=(
            "The gate acts on two values, and only one of them is in here.",
            "More of the old state is less of the candidate: the slope by the gate is the old "
            "state minus the candidate.",
        ),
    ),
)
