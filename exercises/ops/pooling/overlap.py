"""Misconceptions of all pooling: about where the windows stand."""

from collections.abc import Callable, Iterable

from exercises.ops.base import G, Misconception, Site
from exercises.ops.pooling import overwritten, pooled, to_each_alike, to_largest
from exercises.steps import Rule
from exercises.values import Value

_SHARES = {"max_pool2d": to_largest, "avg_pool2d": to_each_alike}


def _small_steps(right: Callable[..., Value]) -> Callable[..., Value]:
    """The first windows that move by one cell, as many as there should be."""

    def f(x: Value, kernel_size: int, stride: int) -> Value:
        sides = right(x, kernel_size=kernel_size, stride=stride).shape[1:]
        close = right(x, kernel_size=kernel_size, stride=1)
        return close[(slice(None), *map(slice, sides))]

    return f


def _no_stride(site: Site) -> Iterable[Rule | None]:
    right = pooled(_SHARES[site.op.name])
    return [] if site.attrs["stride"] == 1 else [site.rule((0,), site.bound(_small_steps(right)))]


def _overwrite(site: Site) -> Iterable[Rule | None]:
    return [site.rule((G, 0), site.bound(overwritten(_SHARES[site.op.name])))]


MISCONCEPTIONS = (
    Misconception(
        id="POOL_NO_STRIDE",
        name="window moved on by one cell only",
        at="pooling",
        rules=_no_stride,
        messages=(
            "The windows stand at the wrong places.",
            "The stride says how many cells the window moves on from one position to the next; "
            "here it is more than one.",
        ),
    ),
    Misconception(
        id="POOL_OVERWRITE",
        name="only the last window counted where windows overlap",
        at="pooling:0",
        rules=_overwrite,
        messages=(
            "Some cells lie in more than one window.",
            "What comes back from all windows that a cell lies in adds up; a later window does not "
            "replace an earlier one.",
        ),
    ),
)
