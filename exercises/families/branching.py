"""A value that reaches the loss along several branches."""

from collections.abc import Callable, Mapping
from typing import Any

from exercises.conventions import LOSS_TEX, loss_parameter, printed
from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import SIGNED_NICE, TENTHS, Network
from exercises.parameters import choice, flag
from exercises.rejecting import either, has_size, hides_loss, same_size
from exercises.values import Value

JOINS = {
    "sum": ("ab", (("y", "add", ("a", "b")),)),
    "difference": ("ab", (("y", "sub", ("a", "b")),)),
    "product": ("ab", (("y", "mul", ("a", "b")),)),
    "product of three": ("abc", (("p", "mul", ("a", "b")), ("y", "mul", ("p", "c")))),
}
"""The branches, and how they are put together again.

In a sum the two branches may be mixed up without a trace of how, as may the factors of a single
product; so the levels have a difference and a product of three."""
FACTORS = tuple(s * n for n in (2, 3, 4, 5, 15, 20, 30) for s in (1, -1))
"""Numerators over 10 of which a product of three still tells its factors apart: no 0.1, no 1."""
WITH_REST = ("product", "product of three")
"""A product of multiples of x has the same slope along each: there every branch adds a rest."""
OUTPUT_TEX = {
    "sum": "a + b",
    "difference": "a - b",
    "product": r"a \cdot b",
    "product of three": r"a \cdot b \cdot c",
}


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The graph that the parameters describe."""
    join, shared, loss = params["join"], bool(params["shared"]), params["loss"]
    branches, _ = JOINS[join]
    source = "h" if shared else "x"
    network = _network(join, source, loss)
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"One value, {'two' if len(branches) == 2 else 'three'} branches",
        prose=_prose(join, source, loss),
        conventions=printed(loss, set(), update=False),
        screen=Screen(reject=_unfit([f"dE/d{source} via {name}" for name in branches])),
    )


def _prose(join: str, source: str, loss: str) -> str:
    branches, _ = JOINS[join]
    first = 2 if source == "h" else 1
    shared = r" \(h = w_1 x\) comes first, and all branches start from it:" * (first == 2)
    rest = join in WITH_REST
    arms = ", ".join(
        rf"\({name} = w_{i} {source}{f' + r_{i}' * rest}\)"
        for i, name in enumerate(branches, first)
    )
    return (
        rf"The input \(x\) reaches the output along several branches:{shared} {arms}. The output "
        rf"is \(y = {OUTPUT_TEX[join]}\), its error \({LOSS_TEX[loss]}\). Work out the values and "
        rf"the gradients. Of \({source}\), work out what comes back along each branch, and then "
        r"the whole: the sum over all branches."
    )


def _network(join: str, source: str, loss: str) -> Network:
    branches, joints = JOINS[join]
    names = (["h"] if source == "h" else []) + list(branches)
    network = Network()
    numbers = Pool(FACTORS if join == "product of three" else SIGNED_NICE)
    network.given("x", numbers, "the input")
    for i in range(1, len(names) + 1):
        network.given(f"w{i}", numbers, f"weight {i}")
    for i, name in enumerate(names, 1):
        if join in WITH_REST and name != "h":
            network.given(f"r{i}", numbers, f"rest {i}")
    network.given("t", Pool(TENTHS), "target")
    for i, name in enumerate(names, 1):
        begin = "x" if name == "h" else source
        words = "shared value" if name == "h" else f"value of branch {name}"
        inputs = [begin, f"w{i}", *([f"r{i}"] if f"r{i}" in network.pools else [])]
        network.apply("linear", name, inputs, words, unit=f"branch {name}")
    for name, op, joined in joints:
        words = "output" if name == "y" else "product of two branches"
        network.apply(op, name, joined, words)
    network.apply(loss, "E", ["y", "t"], "error", phase="loss")
    network.backward("E", ["x", *(f"w{i}" for i in range(1, len(names) + 1))])
    return network


def _unfit(paths: list[str]) -> Callable[[Mapping[str, Value]], Flags]:
    """Contributions of one size, or whose sum is their product; an output near its target."""

    def reject(values: Mapping[str, Value]) -> Flags:
        first, second, *more = [values[name] for name in paths]
        pairs = [same_size(first, second), *[same_size(first, other) for other in more]]
        total, product = first + second, first * second
        for other in more:
            total, product = total + other, product * other
        return either(hides_loss(values), has_size(total - product, 0), *pairs)

    return reject


FAMILY = Family(
    name="branching",
    version=1,
    order=10,
    title="Several branches",
    summary="A value that takes part in the loss along two or three branches, and their sum.",
    cannot_reveal=(
        "There is no activation and no bias here. Without a value shared inside (shared=no) it "
        "does not show whether one waits for all branches before passing on."
    ),
    parameters=(
        choice("join", tuple(JOINS), "difference", "how the branches are put together"),
        flag("shared", False, "the branches start at a value inside, not at the input"),
        loss_parameter(),
    ),
    blueprint=blueprint,
    levels={
        "two branches": {},
        "a shared value inside": {"shared": True},
        "three branches": {"join": "product of three"},
    },
)
