"""The running averages of Adam, and misconceptions about either of them.

After Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from exercises.errors import BadVariant
from exercises.ops.base import Misconception, Op, Site
from exercises.steps import Rule
from exercises.tex import Index, Token, factor, plus, power, times
from exercises.values import Shape, Value, spread

POWERS = {"exp_avg": 1, "exp_avg_sq": 2}
"""Which power of the gradient each op averages."""


def moment_shape(moment: Shape, g: Shape, beta: Shape) -> Shape:
    """That of the gradient, which the average has too; the weight beta is a scalar."""
    if moment != g or beta != ():
        raise BadVariant(f"An average {moment}, a gradient {g} and a weight {beta} do not fit.")
    return g


@dataclass(frozen=True)
class Moment:
    """The average beta m + (1 - beta) g^power, kept from step to step."""

    name: str
    moment: str
    title: str
    words: str

    def op(self) -> Op:
        """The op; nothing is differentiated by what only an update looks at."""
        return Op(
            name=self.name,
            kind="update",
            arguments=(self.moment, "g", "beta"),
            f=mixed(lambda beta: beta, lambda beta: 1 - beta, POWERS[self.name]),
            shape=moment_shape,
            pulls=(),
            cell=self._cell,
            words=self.words,
            title=self.title,
            examples=(((), (), ()), ((2, 3), (2, 3), ())),
        )

    def _cell(self, index: Index, m: Token, g: Token, beta: Token) -> str:
        exponent = POWERS[self.name]
        gradient = g[index] if exponent == 1 else power(g[index], exponent)
        rest = rf"\left(1 - {factor(beta[()])}\right)"
        return plus([times(beta[()], m[index]), times(rest, gradient)])


Share = Callable[[Value], Value]


def mixed(kept: Share, new: Share, exponent: int) -> Callable[[Value, Value, Value], Value]:
    """A share of the old average plus a share of a power of the gradient."""
    return lambda m, g, beta: spread(kept(beta), m) * m + spread(new(beta), g) * g**exponent


def _mixed(kept: Share, new: Share) -> Callable[[Site], Iterable[Rule | None]]:
    """Other shares, made by mistake in either average."""

    def rules(site: Site) -> Iterable[Rule | None]:
        exponent = POWERS.get(site.op.name)
        return [] if exponent is None else [site.rule((0, 1, 2), mixed(kept, new, exponent))]

    return rules


MISCONCEPTIONS = (
    Misconception(
        id="ADAM_BETA_SWAP",
        name="shares of old average and new gradient exchanged",
        at="update",
        rules=_mixed(lambda beta: 1 - beta, lambda beta: beta),
        messages=(
            "Old and new have changed places.",
            "Beta is the share of the old average that is kept; the new gradient gets the rest.",
        ),
    ),
    Misconception(
        id="ADAM_NO_MIX",
        name="whole gradient added to the average",
        at="update",
        rules=_mixed(lambda beta: beta, lambda beta: beta * 0 + 1),
        convention=True,
        messages=(
            "This average takes in more than its share: it fits another rule of momentum.",
            "In Adam the two shares add up to one: beta for the old average, one minus beta for "
            "what is new.",
        ),
    ),
    Misconception(
        id="ADAM_NO_PAST",
        name="old average left out",
        at="update",
        rules=_mixed(lambda beta: beta * 0, lambda beta: 1 - beta),
        messages=(
            "This average has no memory.",
            "Keep beta of the old average, and add the share of the new gradient to it.",
        ),
    ),
)
