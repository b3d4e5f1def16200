"""The one idea of the engine: a step has a rule, and a rule is a function of earlier values.

Forward values, gradients, updates and wrong answers are all rules. ``run`` evaluates steps in
order; two overrides serve every other need: ``pin`` puts a value in place of a rule's result,
``swap`` puts another rule in a step.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from exercises.tex import Index, Numbers, One, Symbol, Token, bare, symbol
from exercises.values import Shape, Value, cells

AGAIN = "again"
"""In place of the op of a step that applies the rule of another step to other values."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function of earlier values.

    ``f`` takes one array ``(rows, *shape)`` per input. ``cell`` writes one cell of the result as
    LaTeX from tokens of the inputs, ``whole`` the whole of it.
    """

    f: Callable[..., Value]
    inputs: tuple[str, ...]
    cell: Callable[..., str] | None = None
    whole: Callable[..., str] | None = None

    def __call__(self, values: Mapping[str, Value]) -> Value:
        """The result from values by name."""
        return self.f(*[values[name] for name in self.inputs])

    def symbols(self, shapes: Mapping[str, Shape], written: Mapping[str, str]) -> dict[str, Token]:
        """Its inputs as symbols; ``written`` as in a step."""
        names = {name: written.get(name, name) for name in self.inputs}
        return {
            name: Symbol(other, shapes[name]) if other else One(shapes.get(name, ()))
            for name, other in names.items()
        }

    def formula(self, shapes: Mapping[str, Shape], written: Mapping[str, str]) -> str:
        """LaTeX of the right-hand side in symbols; a lone slope of the loss by itself is 1."""
        tokens = self.symbols(shapes, written)
        symbols = [tokens[name] for name in self.inputs]
        if self.whole is not None:
            return self.whole(*symbols) or "1"
        return (self.cell((), *symbols) or "1") if self.cell else ""

    def line(self, index: Index, tokens: Mapping[str, Token]) -> str:
        """LaTeX of one cell, from one token per input."""
        if self.cell is None:
            return ""
        return bare(self.cell(index, *[tokens[name] for name in self.inputs])) or "1"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong rule of a step: the misconception that it comes from, and which form of it.

    ``negates``: it always gives minus the right value, as a sign slip would.
    """

    misconception: str
    form: int
    rule: Rule
    negates: bool = False


@dataclass(frozen=True)
class Step:
    """One value to work out.

    ``also`` holds other right routes, ``wrong`` the rules of the misconceptions that can be made
    here. ``of``/``wrt`` say which derivative a backward step is; ``part`` marks a contribution
    along the path ``via`` one consumer. ``formula`` is the whole equation in symbols, in LaTeX.
    ``decimals`` is the number of decimals asked, ``points`` what a right value is worth.
    ``shortcut`` is the same step worked out in one go with the one nearer the loss.

    For texts only: ``told`` is the right route to tell a student of where it is not ``rule``.
    ``written`` names what is written in place of an input that is not asked: nothing where it is 1
    whatever the numbers, another value where it is that value unchanged.
    """

    name: str
    phase: str
    op: str
    rule: Rule
    shape: Shape
    asked: bool = True
    decimals: int = 3
    points: float = 1.0
    caption: str = ""
    words: str = ""
    formula: str = ""
    of: str | None = None
    wrt: str | None = None
    via: str | None = None
    attrs: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[Rule, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    shortcut: "Step | None" = None
    told: Rule | None = None
    written: Mapping[str, str] = field(default_factory=dict)

    @property
    def way(self) -> Rule:
        """The right route to tell a student of."""
        return self.told or self.rule

    @property
    def sources(self) -> list[str]:
        """The values that its formula names."""
        names = (self.written.get(name, name) for name in self.way.inputs)
        return [name for name in dict.fromkeys(names) if name]

    def tokens(self, values: Mapping[str, Value]) -> dict[str, Token]:
        """The first row of its inputs as numbers for a worked line."""
        return {
            name: Numbers(values[name][0])
            if self.written.get(name, name)
            else One(values[name].shape[1:])
            for name in self.way.inputs
        }

    def lines(self, values: Mapping[str, Value]) -> list[str]:
        """LaTeX of each cell, in reading order, with the first row of its inputs as numbers."""
        tokens = self.tokens(values)
        return [
            f"{symbol(self.name, index)} = {self.way.line(index, tokens)}"
            for index in cells(self.shape)
        ]


@dataclass(frozen=True, slots=True)
class Run:
    """``values``: what stands in each step; ``ruled``: what its rule gives from the others."""

    values: dict[str, Value]
    ruled: dict[str, Value]


def run(
    steps: Iterable[Step],
    given: Mapping[str, Value],
    pin: Mapping[str, Value] | None = None,
    swap: Mapping[str, Rule] | None = None,
) -> Run:
    """Evaluate steps in order.

    ``pin`` maps a step to the value that stands there instead, NaN in a cell meaning "follow the
    rule"; ``swap`` maps a step to another rule. A swapped rule may ask for a step that comes
    later ("the already updated weight"): that step is then evaluated first.
    """
    evaluation = _Evaluation(
        {step.name: step for step in steps}, dict(given), pin or {}, swap or {}
    )
    with np.errstate(all="ignore"):
        for name in evaluation.steps:
            evaluation.need(name)
    return Run(evaluation.values, evaluation.ruled)


@dataclass(slots=True)
class _Evaluation:
    steps: dict[str, Step]
    values: dict[str, Value]
    pin: Mapping[str, Value]
    swap: Mapping[str, Rule]
    ruled: dict[str, Value] = field(default_factory=dict)

    def need(self, name: str) -> None:
        if name in self.ruled:
            return
        rule = self.swap.get(name) or self.steps[name].rule
        for earlier in rule.inputs:
            if earlier not in self.values:
                self.need(earlier)
        value = self.ruled[name] = rule(self.values)
        pinned = self.pin.get(name)
        if pinned is not None:
            value = np.where(np.isnan(pinned), value, pinned)
        self.values[name] = value
