"""Misconceptions of the weighted sum."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.ops.base import Misconception, Site
from exercises.ops.linear import value
from exercises.ops.linear.parts import by_input, shared
from exercises.steps import Rule
from exercises.values import Value


def _no_bias(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0, 1), value)] if site.name(2) else []


def _transposed(site: Site) -> Iterable[Rule | None]:
    W = site.shape(1)
    if len(W) != 2 or W[0] != W[1] or W[0] == 1:
        return []
    uses = (0, 1, 2) if site.name(2) else (0, 1)
    return [site.rule(uses, lambda x, W, *b: value(x, W.swapaxes(-1, -2), *b))]


def _added(x: Value, W: Value, *b: Value) -> Value:
    inputs = by_input(x, W)
    terms = shared(W, inputs) + inputs
    total = terms.sum(-1) if W.ndim > 1 else terms
    return total + shared(b[0], total) if b else total


def _add(site: Site) -> Iterable[Rule | None]:
    return [site.rule((0, 1, 2) if site.name(2) else (0, 1), _added)]


def _without(i: int) -> Callable[..., Value]:
    def f(x: Value, W: Value, *b: Value) -> Value:
        keep = np.arange(x.shape[-1]) != i
        return value(x * keep, W, *b)

    return f


def _drop_term(site: Site) -> Iterable[Rule | None]:
    x = site.shape(0)
    if not x or x[-1] < 2:
        return []
    uses = (0, 1, 2) if site.name(2) else (0, 1)
    return [site.rule(uses, _without(i)) for i in range(x[-1])]


def _use_z(site: Site) -> Iterable[Rule | None]:
    before = site.graph.producer(site.inputs[0])
    if before is None or not site.graph.is_activation(before):
        return []
    names = (before.rule.inputs[0], *site.inputs[1:])
    return [site.rule(names, value)]


def _old_values(site: Site) -> Iterable[Rule | None]:
    """In a second iteration values are primed steps; the mistake takes one or all before them."""
    inputs = site.inputs
    primed = [i for i, name in enumerate(inputs) if name.endswith("'")]
    forms = [[i] for i in primed] + ([primed] if len(primed) > 1 else [])
    return [
        site.rule(tuple(n[:-1] if i in form else n for i, n in enumerate(inputs)), value)
        for form in forms
    ]


MISCONCEPTIONS = (
    Misconception(
        id="FWD_NOBIAS",
        name="bias left out",
        at="linear",
        rules=_no_bias,
        messages=(
            "Something that belongs in every weighted sum is missing here.",
            "Besides the weighted inputs, the sum has one addend that comes from no input: the "
            "bias (or the rest term). Add it too.",
        ),
    ),
    Misconception(
        id="FWD_TRANSPOSE",
        name="weight matrix read by columns instead of rows",
        at="linear",
        rules=_transposed,
        messages=(
            "This is the right kind of sum, but over the wrong weights.",
            "The weights that lead into one unit stand in one row of the matrix (out, in). "
            "Multiply along the row, not down the column.",
        ),
    ),
    Misconception(
        id="FWD_ADD",
        name="weight and input added instead of multiplied",
        at="linear",
        rules=_add,
        messages=(
            "A weight and its input were combined with the wrong operation.",
            "A weight scales its input: multiply the two, then add up the products.",
        ),
    ),
    Misconception(
        id="FWD_DROP_TERM",
        name="one term of the sum missing",
        at="linear",
        rules=_drop_term,
        messages=(
            "One contribution is missing from this sum.",
            "There is one product for every wire that ends in this unit. Count the wires, count "
            "your terms.",
        ),
    ),
    Misconception(
        id="FWD_USE_Z",
        name="the value before the activation was sent on",
        at="linear",
        rules=_use_z,
        messages=(
            "The next unit was fed with the wrong value of the unit before it.",
            "What leaves a unit is its activated value, not its weighted sum. Use the value after "
            "the activation as input here.",
        ),
    ),
    Misconception(
        id="UPD_OLD_FWD",
        name="value from before the step used after it",
        at="linear",
        rules=_old_values,
        messages=(
            "This belongs to the time before the step.",
            "After the update every forward value is worked out again, from the new weights and "
            "the new values.",
        ),
    ),
)
