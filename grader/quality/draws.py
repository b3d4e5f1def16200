"""What is counted of the variants themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from exercises.screening import chance_zeros, is_short, settled
from exercises.sheet import Sheet
from exercises.variant import Variant


@dataclass(frozen=True)
class Draws:
    """Counts that add up.

    ``chains``: variants that are ReLU chains; ``distinct`` and ``chain_distinct``: sums of the
    shares of pairs of rules that differ, of the other variants and of the chains; ``zeros``:
    values asked that are 0 by chance; ``plain``: variants that are to be exact, ``short`` those of
    them with at most four digits everywhere; ``seconds`` each draw took.
    """

    variants: int = 0
    chains: int = 0
    distinct: float = 0.0
    chain_distinct: float = 0.0
    zeros: int = 0
    plain: int = 0
    short: int = 0
    seconds: tuple[float, ...] = ()

    def __add__(self, other: "Draws") -> "Draws":
        summed = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        return Draws(**summed)


def counted(variants: Sequence[Variant], seconds: Sequence[float], *, plain: bool) -> Draws:
    """What is to be said of some variants, and how long each took.

    ``plain``: whether the family means all their values to be exact.
    """
    chains = [variant for variant in variants if is_relu_chain(variant.sheet)]
    in_chains = sum(variant.certificate.distinct for variant in chains)
    return Draws(
        variants=len(variants),
        chains=len(chains),
        distinct=sum(variant.certificate.distinct for variant in variants) - in_chains,
        chain_distinct=in_chains,
        zeros=sum(zeros(variant) for variant in variants),
        plain=len(variants) if plain else 0,
        short=sum(is_exact(variant) for variant in variants) if plain else 0,
        seconds=tuple(seconds),
    )


def is_relu_chain(sheet: Sheet) -> bool:
    """Whether single numbers follow one another on one path, through a ReLU."""
    one_path = all(step.shape == () and step.op != "paths" for step in sheet.steps)
    return one_path and any(step.op == "relu" for step in sheet.asked)


def is_exact(variant: Variant) -> bool:
    """Whether every value asked has at most four digits."""
    asked = variant.sheet.asked
    return all(bool(np.all(is_short(settled(variant.truth[step.name])))) for step in asked)


def zeros(variant: Variant) -> int:
    """How many values asked are 0 by chance, not because a gate is closed."""
    return int(chance_zeros(variant.sheet, variant.values, variant.truth)[0])
