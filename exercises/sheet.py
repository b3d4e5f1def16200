"""A sheet: the steps of an exercise, compiled from their description.

The description is what a stored variant holds: for a forward, loss or update step its op and
inputs; for a backward step which derivative it is (``of``, ``wrt``). Rules, other right routes and
wrong rules are derived from it here, so a stored variant is marked without the code of its family.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

import numpy as np

from exercises.backward import differentiate
from exercises.errors import BadVariant
from exercises.mistakes import attach
from exercises.ops import all_ops
from exercises.ops import op as find_op
from exercises.ops.base import Graph, Op, said
from exercises.shortcuts import bind
from exercises.steps import AGAIN, Rule, Run, Step, run
from exercises.tex import symbol
from exercises.trials import Trial, trials_at
from exercises.values import Shape, Value

PHASES = ("forward", "loss", "backward", "update", "check")


@dataclass(frozen=True)
class StepSpec:
    """What a variant says of one step; see ``Step`` for the fields.

    ``again``: the rule of that earlier step, with ``inputs`` in place of its own.
    """

    name: str
    phase: str
    op: str | None = None
    inputs: tuple[str, ...] = ()
    attrs: tuple[tuple[str, float], ...] = ()
    of: str | None = None
    wrt: str | None = None
    via: str | None = None
    again: str | None = None
    asked: bool = True
    decimals: int = 3
    points: float = 1.0
    caption: str = ""


@dataclass(frozen=True)
class Sheet:
    """Compiled steps. ``given`` maps the name of each given to its shape.

    ``losses``: the values of which derivatives are taken.
    """

    given: Mapping[str, Shape]
    steps: tuple[Step, ...]
    losses: tuple[str, ...]

    @cached_property
    def by_name(self) -> dict[str, Step]:
        """Steps by name."""
        return {step.name: step for step in self.steps}

    @cached_property
    def asked(self) -> tuple[Step, ...]:
        """The steps that the student fills in."""
        return tuple(step for step in self.steps if step.asked)

    @cached_property
    def places(self) -> dict[str, slice]:
        """Where the cells of each asked step lie in the row of all cells."""
        found, start = {}, 0
        for step in self.asked:
            size = math.prod(step.shape)
            found[step.name] = slice(start, start + size)
            start += size
        return found

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """Shapes of all givens and steps."""
        return {**self.given, **{step.name: step.shape for step in self.steps}}

    @cached_property
    def forms(self) -> dict[str, dict[int, dict[str, Rule]]]:
        """Misconception, then its form, then step: the wrong rule."""
        found: dict[str, dict[int, dict[str, Rule]]] = {}
        for step in self.steps:
            for wrong in step.wrong:
                found.setdefault(wrong.misconception, {}).setdefault(wrong.form, {})[step.name] = (
                    wrong.rule
                )
        return found

    @cached_property
    def trials(self) -> dict[str, tuple[Trial, ...]]:
        """For each step asked: every way in which a misconception shows there."""
        unseen = frozenset(step.name for step in self.steps if not step.asked)
        return {step.name: trials_at(self.by_name, step.name, unseen) for step in self.asked}

    def without(self, ids: Collection[str]) -> "Sheet":
        """The same steps without the wrong rules of some misconceptions."""
        steps = tuple(
            replace(step, wrong=tuple(w for w in step.wrong if w.misconception not in ids))
            for step in self.steps
        )
        return replace(self, steps=steps)

    def run(
        self,
        given: Mapping[str, Value],
        pin: Mapping[str, Value] | None = None,
        swap: Mapping[str, Rule] | None = None,
    ) -> Run:
        """Evaluate all steps; see ``exercises.steps.run``."""
        return run(self.steps, self.with_seed(given), pin, swap)

    def with_seed(self, given: Mapping[str, Value]) -> dict[str, Value]:
        """The givens and the derivative of each loss by itself, which is 1."""
        return {**{f"d{of}/d{of}": np.ones(1) for of in self.losses}, **given}


def compile_sheet(given: Mapping[str, Shape], specs: Sequence[StepSpec]) -> Sheet:
    """Rules for all steps of a description; raises BadVariant where it does not fit together."""
    return _compile(tuple(given.items()), tuple(specs))


@lru_cache(maxsize=512)
def _compile(given: tuple[tuple[str, Shape], ...], specs: tuple[StepSpec, ...]) -> Sheet:
    compiler = _Compiler(dict(given))
    for spec in specs:
        compiler.add(spec)
    losses = tuple(dict.fromkeys(spec.of for spec in specs if spec.of))
    shapes = {**compiler.shapes, **{f"d{of}/d{of}": () for of in losses}}
    graph = Graph(compiler.steps, shapes, compiler.kinds)
    steps = attach(graph, dict(given), losses)
    return Sheet(dict(given), tuple(steps), losses)


@dataclass
class _Compiler:
    """Collects steps one by one, each built on the ones before."""

    shapes: dict[str, Shape]
    steps: dict[str, Step] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    _derived: dict[str, dict[str, Step]] = field(default_factory=dict)

    def add(self, spec: StepSpec) -> None:
        if spec.name in self.shapes:
            raise BadVariant(f"The name {spec.name!r} stands for two values.")
        if spec.phase not in PHASES:
            raise BadVariant(f"Step {spec.name!r} has the unknown phase {spec.phase!r}.")
        step = self._step(spec)
        seed = f"d{step.of}/d{step.of}"
        written = self._written(step, seed)
        formula = step.rule.formula(self.shapes, written)
        self.steps[spec.name] = replace(
            step,
            formula=f"{symbol(spec.name)} = {formula}",
            phase=spec.phase,
            asked=spec.asked,
            decimals=spec.decimals,
            points=spec.points,
            caption=spec.caption or step.caption,
            written=written,
            words=_words(step, written),
        )
        self.shapes[spec.name] = step.shape
        if not spec.asked and spec.of:
            self._note(self.steps[spec.name], formula)

    def _written(self, step: Step, seed: str) -> dict[str, str]:
        """What is written in place of its inputs; a table of ones is a factor cell by cell only."""
        known = {**self.written, seed: ""}
        name = step.op.partition(":")[0]
        by_cell = name in all_ops() and find_op(name).elementwise
        return {
            name: known[name]
            for name in step.rule.inputs
            if name in known and (known[name] or by_cell or not self.shapes.get(name))
        }

    def _note(self, step: Step, formula: str) -> None:
        """What is written in place of a gradient that nobody is asked for."""
        if formula == "1":
            self.written[step.name] = ""
        for name in step.sources:
            if formula == symbol(name) and self.shapes[name] == step.shape:
                self.written[step.name] = name

    def _step(self, spec: StepSpec) -> Step:
        if spec.again is not None:
            return self._again(spec, spec.again)
        return self._value(spec) if spec.of is None else self._derivative(spec)

    def _again(self, spec: StepSpec, earlier: str) -> Step:
        step = self.steps.get(earlier)
        ways = (step.rule, *step.also) if step else ()
        way = next((way for way in ways if self._fits(way.inputs, spec.inputs)), None)
        if step is None or way is None:
            raise BadVariant(f"Step {spec.name!r} does not fit the step {earlier!r}.")
        self.kinds[AGAIN] = "arithmetic"
        rule = replace(way, inputs=spec.inputs)
        return Step(spec.name, spec.phase, AGAIN, rule, step.shape, words=step.words, of=step.of)

    def _fits(self, inputs: Sequence[str], others: Sequence[str]) -> bool:
        return len(inputs) == len(others) and all(map(self._is_like, inputs, others))

    def _is_like(self, name: str, other: str) -> bool:
        return name == other or (
            other in self.shapes and self.shapes.get(name) == self.shapes[other]
        )

    def _value(self, spec: StepSpec) -> Step:
        op = find_op(spec.op or "")
        self.kinds[op.name] = op.kind
        attrs = _attributes(op, spec)
        shapes = self._shapes_of(op, spec)
        shape = op.result(shapes, attrs)
        rule = Rule(
            bind(op.f, attrs), spec.inputs, bind(op.cell, attrs), op.whole and bind(op.whole, attrs)
        )
        return Step(
            spec.name, spec.phase, op.name, rule, shape, words=said(op.words, shapes), attrs=attrs
        )

    def _shapes_of(self, op: Op, spec: StepSpec) -> list[Shape]:
        most = len(op.arguments)
        fits = most - op.optional <= len(spec.inputs) <= most
        if not fits and not (op.variadic and len(spec.inputs) > most):
            arguments = ", ".join(op.arguments)
            raise BadVariant(f"Step {spec.name!r}: {op.name} takes {arguments}.")
        unknown = [name for name in spec.inputs if name not in self.shapes]
        if unknown:
            raise BadVariant(f"Step {spec.name!r} uses {unknown[0]!r} before it is known.")
        return [self.shapes[name] for name in spec.inputs]

    def _derivative(self, spec: StepSpec) -> Step:
        of = spec.of or ""
        if of not in self._derived:
            self._derived[of] = differentiate(self.steps, self.shapes, of)
        step = self._derived[of].get(spec.name)
        if step is None or step.wrt != spec.wrt:
            raise BadVariant(f"There is no derivative {spec.name!r} of {spec.of} by {spec.wrt}.")
        if step.shortcut is not None and self._is_hidden(f"d{spec.of}/d{step.via}"):
            step = replace(step.shortcut, name=step.name)
        known = {*self.shapes, f"d{spec.of}/d{spec.of}"}
        missing = [name for name in step.rule.inputs if name not in known]
        if missing:
            raise BadVariant(f"Step {spec.name!r} needs {missing[0]!r} before it.")
        return replace(step, also=tuple(r for r in step.also if known.issuperset(r.inputs)))

    def _is_hidden(self, name: str) -> bool:
        step = self.steps.get(name)
        return step is None or not step.asked


def _words(step: Step, written: Mapping[str, str]) -> str:
    """The rule in words; where nothing comes after the step, what arrives there."""
    says_so = "" in written.values() and "what arrives" in step.words
    return f"{step.words} What arrives here is one." if says_so else step.words


def _attributes(op: Op, spec: StepSpec) -> dict[str, float]:
    unknown = [name for name, _ in spec.attrs if name not in op.attrs]
    if unknown:
        raise BadVariant(f"Step {spec.name!r}: {op.name} has no attribute {unknown[0]!r}.")
    return {**op.attrs, **dict(spec.attrs)}
