"""Slopes that are printed on the sheet: what arrives at values from a loss that nobody sees.

The engine knows such a sheet as an error that is not asked: the sum of U * Y, or of a few
products of a value and its slope. The drawing leaves these helping steps out and shows U where a
gradient belongs: below Y.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from exercises.figure.subject import DrawnStep


@dataclass(frozen=True, slots=True)
class Arrivals:
    """``slopes``: for each value the given that arrives there. ``helpers``: steps to leave out."""

    slopes: Mapping[str, str] = field(default_factory=dict)
    helpers: frozenset[str] = frozenset()


def arriving(
    steps: Sequence[DrawnStep], given: Mapping[str, object], is_seen: Callable[[str], bool]
) -> Arrivals:
    """What arrives; ``is_seen`` tells whether a step has cells: a helper has none."""
    users = _users(steps)
    end = steps[-1] if steps else None
    if end is None or end.shape or end.name in users:
        return Arrivals()
    by_name = {step.name: step for step in steps}
    product = by_name.get(end.inputs[0], end) if end.op == "sum" else end
    helpers = frozenset({end.name, product.name})
    if any(map(is_seen, helpers)) or users.get(product.name, [end.name]) != [end.name]:
        return Arrivals()
    pairs = [_pair(pair, given, users) for pair in _factors(product)]
    found = dict(pair for pair in pairs if pair)
    return Arrivals(found, helpers) if pairs and len(found) == len(pairs) else Arrivals()


def _users(steps: Sequence[DrawnStep]) -> dict[str, list[str]]:
    users: dict[str, list[str]] = {}
    for step in steps:
        for name in step.inputs:
            users.setdefault(name, []).append(step.name)
    return users


def _factors(step: DrawnStep) -> list[tuple[str, str]]:
    """The pairs of a product, or of a sum of products without anything else."""
    if step.op not in ("mul", "sum_of_products") or len(step.inputs) % 2:
        return []
    return list(zip(step.inputs[::2], step.inputs[1::2], strict=True))


def _pair(
    factors: tuple[str, str], given: Mapping[str, object], users: Mapping[str, Sequence[str]]
) -> tuple[str, str] | None:
    """The value and its slope; the slope is a given without any other use."""
    for value, slope in (factors, factors[::-1]):
        if slope in given and value not in given and len(users[slope]) == 1:
            return value, slope
    return None
