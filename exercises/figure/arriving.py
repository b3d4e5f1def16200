"""A slope that is printed on the sheet: what arrives at a value from a loss that nobody sees.

The engine knows such a sheet as an error E = sum of U * Y that is not asked. The drawing leaves
the product and the sum out and shows U where a gradient belongs: below Y.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from exercises.figure.subject import DrawnStep


def arriving(
    steps: Sequence[DrawnStep], given: Iterable[str], is_seen: Callable[[str], bool]
) -> dict[str, tuple[str, frozenset[str]]]:
    """For each value: the given that arrives there, and the helping steps to leave out.

    ``is_seen`` tells whether a step has cells; a helper has none, and nothing else uses it.
    """
    users = _users(steps)
    by_name = {step.name: step for step in steps}
    found = {}
    for total in steps:
        product = by_name.get(total.inputs[0]) if total.op == "sum" and not total.shape else None
        if product is None or product.op != "mul" or users.get(product.name) != [total.name]:
            continue
        if users.get(total.name) or is_seen(total.name) or is_seen(product.name):
            continue
        pair = _pair(product, set(given), users)
        if pair:
            found[pair[0]] = pair[1], frozenset({total.name, product.name})
    return found


def _users(steps: Iterable[DrawnStep]) -> dict[str, list[str]]:
    users: dict[str, list[str]] = {}
    for step in steps:
        for name in step.inputs:
            users.setdefault(name, []).append(step.name)
    return users


def _pair(
    product: DrawnStep, given: set[str], users: Mapping[str, Sequence[str]]
) -> tuple[str, str] | None:
    """The value and the given of a product; the given has no other use."""
    for slope, value in (product.inputs, product.inputs[::-1]):
        if slope in given and value not in given and users.get(slope) == [product.name]:
            return value, slope
    return None
