"""``momentum(v, g, beta)`` = beta v + g, as PyTorch's SGD keeps it (no dampening).

After Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
"""

from collections.abc import Iterable

from exercises.ops.base import Misconception, Op, Site, local
from exercises.ops.moments import moment_shape
from exercises.steps import Rule
from exercises.tex import Index, Token, plus, times
from exercises.values import Value, spread


def value(v: Value, g: Value, beta: Value) -> Value:
    """beta v + g."""
    return spread(beta, v) * v + g


def _cell(index: Index, v: Token, g: Token, beta: Token) -> str:
    return plus([times(beta[()], v[index]), g[index]])


OP = Op(
    name="momentum",
    kind="update",
    arguments=("v", "g", "beta"),
    f=value,
    shape=moment_shape,
    pulls=(),
    cell=_cell,
    words="New velocity: beta times the old velocity, plus the gradient.",
    title="velocity",
    examples=(((), (), ()), ((2, 3), (2, 3), ())),
)


def _other_rules(site: Site) -> Iterable[Rule | None]:
    """Rules of other books: the gradient weighted with 1 - beta, or the step kept instead."""
    rates = {s.rule.inputs[2] for s in site.graph.consumers(site.output) if s.op == "sgd"}
    mixed = site.rule((0, 1, 2), lambda v, g, beta: spread(beta, v) * v + spread(1 - beta, g) * g)
    steps = [
        site.rule((0, 1, 2, rate), lambda v, g, beta, eta: spread(beta, v) * v - spread(eta, g) * g)
        for rate in sorted(rates)
    ]
    return [mixed, *steps]


def _old_velocity(site: Site) -> Iterable[Rule | None]:
    """The velocity before the one that the rule asks for."""
    before = site.graph.producer(site.inputs[0])
    if before is None or before.op != OP.name:
        return []
    return [site.rule((before.rule.inputs[0], 1, 2), value)]


def _gradient_only(site: Site) -> Iterable[Rule | None]:
    """At the step of the weight: plain gradient descent."""
    velocity = site.graph.producer(site.inputs[1])
    if velocity is None or velocity.op != OP.name:
        return []
    names = (0, velocity.rule.inputs[1], 2)
    return [site.rule(names, lambda w, g, eta: w - spread(eta, g) * g)]


MISCONCEPTIONS = (
    Misconception(
        id="MOM_MIX",
        name="momentum rule of another book",
        at="momentum",
        rules=_other_rules,
        convention=True,
        messages=(
            "This fits another form of the momentum rule.",
            "Several forms are in use. Here the velocity is beta times the old velocity plus the "
            "whole gradient; the learning rate comes in when the weight moves.",
        ),
    ),
    Misconception(
        id="MOM_NO_BETA",
        name="old velocity kept in full",
        at="momentum",
        rules=local(0, 1, f=lambda v, g: v + g),
        messages=(
            "Nothing has slowed the velocity down.",
            "Multiply the old velocity by beta before you add the gradient.",
        ),
    ),
    Misconception(
        id="MOM_NO_PAST",
        name="old velocity forgotten",
        at="momentum",
        rules=local(1, f=lambda g: g),
        messages=(
            "This velocity has no memory.",
            "Start from the velocity of the step before, times beta, and add the gradient to it.",
        ),
    ),
    Misconception(
        id="MOM_STALE",
        name="velocity from two steps back",
        at="momentum",
        rules=_old_velocity,
        messages=(
            "The velocity that you started from is out of date.",
            "Each step goes on from the velocity that the step before has left.",
        ),
    ),
    Misconception(
        id="MOM_GRAD_STEP",
        name="weight moved by the gradient instead of the velocity",
        at="sgd",
        rules=_gradient_only,
        messages=(
            "The weight moved as if there were no momentum.",
            "With momentum the weight moves along the velocity: subtract the learning rate times "
            "the velocity.",
        ),
    ),
)
