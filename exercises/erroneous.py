"""Sheets that somebody filled in with one mistake: find the first wrong line.

Worked examples with errors in them teach at least as well as right ones (Adams et al., "Using
erroneous examples to improve mathematics learning", Computers in Human Behavior 36, 2014). The
sheet is a variant of another family; a simulated student holds one misconception, or makes it
once, and carries it on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from exercises.family import Blueprint, Pool, Screen
from exercises.generator import Generator
from exercises.names import AGAIN_NAME, TYPED
from exercises.ops.first_wrong import TOLERANCE, differs
from exercises.ops.right_there import mistaken
from exercises.screening import GAP
from exercises.sheet import StepSpec
from exercises.steps import Rule, Step, run
from exercises.values import Value
from exercises.variant import Variant

CARRIED = 4
"""So many lines are off where a mistake is carried on."""
ENOUGH = (6, CARRIED)
"""All pairs of the four answers differ, and the mistake is carried on."""
MOST_TRIES = 24
LARGEST = 1000.0
"""A mistake that makes larger numbers would be found at a glance."""


@dataclass(frozen=True)
class Filled:
    """``typed``: what stands in each line; ``apart``: how well the mistake can be told.

    That is how many pairs of answers differ that one may give, and how far it is carried on.
    """

    typed: Mapping[str, Value]
    apart: tuple[int, int] = (0, 0)


def fill_in(variant: Variant, mistake: str, seed: int) -> Filled:
    """A filled sheet with a misconception in it, ``held`` wherever it can be, or made ``once``.

    One that is carried on, so that the first wrong line is to be told from those after it; if
    there is none, the one that tells most.
    """
    ways = [*_misconceptions(variant)]
    if mistake == "once":
        ways = [{name: rule} for swap in ways for name, rule in swap.items()]
    best = Filled({})
    for swap in _shuffled(ways, f"{variant.hash}/{seed}")[:MOST_TRIES]:
        filled = _worked(variant, swap)
        if filled is not None and filled.apart > best.apart:
            best = filled
        if best.apart >= ENOUGH:
            break
    return best


def _shuffled(ways: list[Mapping[str, Rule]], key: str) -> list[Mapping[str, Rule]]:
    order = Generator(f"erroneous/{key}", len(ways)).integers((), 2**30)
    return [ways[int(i)] for i in np.argsort(order, kind="stable")]


def _misconceptions(variant: Variant) -> Iterator[Mapping[str, Rule]]:
    """Swaps for what shows on this sheet, what looks like nothing else first."""
    alike = {id for pair in variant.certificate.coincide for id in pair}
    for id in sorted(variant.certificate.visible, key=lambda id: id in alike):
        yield from variant.sheet.forms[id].values()


def by_hand(variant: Variant, swap: Mapping[str, Rule]) -> dict[str, Value]:
    """All values of somebody who types the decimals asked and goes on with what was typed."""
    steps = [_rounded(step, swap.get(step.name, step.rule)) for step in variant.sheet.steps]
    return run(steps, variant.sheet.with_seed(variant.values)).values


def _rounded(step: Step, rule: Rule) -> Step:
    if not step.asked:
        return replace(step, rule=rule)

    def f(*values: Value) -> Value:
        return np.round(rule.f(*values), step.decimals) + 0.0

    return replace(step, rule=Rule(f, rule.inputs))


def _worked(variant: Variant, swap: Mapping[str, Rule]) -> Filled | None:
    """The sheet, unless the mistake cannot be seen clearly or makes numbers that nobody types."""
    values = by_hand(variant, swap)
    typed = {step.name: values[step.name] for step in variant.sheet.asked}
    again = variant.sheet.run(variant.values, pin=typed).ruled
    if any(not np.all(np.abs(value) < LARGEST) for value in typed.values()):
        return None
    wrong, clear = (_wrong(typed, again, gap) for gap in (TOLERANCE, GAP))
    if not any(clear) or wrong.index(True) != clear.index(True):
        return None
    off = sum(_wrong(typed, variant.truth, TOLERANCE))
    return Filled(typed, (_apart(typed, again, variant.truth), min(off, CARRIED)))


def _wrong(typed: Mapping[str, Value], right: Mapping[str, Value], gap: float) -> list[bool]:
    """Which lines differ from the right ones."""
    return [bool(differs(value, right[name], gap).any()) for name, value in typed.items()]


def _apart(
    typed: Mapping[str, Value], again: Mapping[str, Value], truth: Mapping[str, Value]
) -> int:
    """How many pairs of answers to "what should stand there" differ; 0 where a slip explains it."""
    lines = [value for name in typed for value in (typed[name], again[name])]
    beside = [value for name in typed for value in (typed[name], truth[name])]
    right, there, *others = (float(value[0]) for value in mistaken(lines, beside))
    like_a_slip = any(abs(there - right * factor) < GAP for factor in (-1, 10, 0.1))
    if abs(right) < GAP or like_a_slip:
        return 0
    return sum(abs(a - b) > GAP for a, b in combinations((right, there, *others), 2))


def audit(variant: Variant, filled: Filled) -> Blueprint:
    """The exercise of finding the first wrong line."""
    pools = {name: _fixed(value, 6) for name, value in variant.values.items()}
    pools |= {
        step.name + TYPED: _fixed(filled.typed[step.name], step.decimals)
        for step in variant.sheet.asked
    }
    base = tuple(replace(spec, asked=False) for spec in variant.steps)
    checks = tuple(_checks(variant))
    lines = [
        name for step in variant.sheet.asked for name in (step.name + TYPED, step.name + AGAIN_NAME)
    ]
    tolerance = (("tolerance", TOLERANCE),)
    return Blueprint(
        pools=pools,
        steps=(
            *base,
            *checks,
            StepSpec("line", "check", "first_wrong", tuple(lines), tolerance, caption=LINE),
            StepSpec("value", "check", "right_there", tuple(lines), caption=VALUE),
        ),
        title=f"Find the mistake: {variant.title}",
        prose=_prose(variant),
        conventions=variant.conventions,
        screen=Screen(exact=False),
    )


LINE = "number of the first wrong line"
VALUE = "what should stand there, from the lines before it"


def _fixed(value: Value, decimals: int) -> Pool:
    """A given with no choice."""
    numerators = np.rint(value[0] * 10**decimals).astype(np.int64).ravel()
    return Pool(decimals=decimals, shape=value.shape[1:], choices=(tuple(numerators.tolist()),))


def _checks(variant: Variant) -> Iterator[StepSpec]:
    """Every line once more, from what was typed in the lines before it."""
    asked = {step.name for step in variant.sheet.asked}
    known = {step.name for step in variant.sheet.steps}

    def source(name: str) -> str:
        if name in asked:
            return name + TYPED
        return name + AGAIN_NAME if name in known else name

    lines = {step.name: i for i, step in enumerate(variant.sheet.asked, 1)}
    for step in variant.sheet.steps:
        inputs = tuple(source(name) for name in step.rule.inputs)
        number = f"line {lines[step.name]}" if step.name in lines else "between the lines"
        yield StepSpec(
            step.name + AGAIN_NAME,
            "check",
            inputs=inputs,
            again=step.name,
            asked=False,
            caption=f"{number}, from the lines before it",
        )


def _prose(variant: Variant) -> str:
    return (
        f"Somebody was given this exercise: “{variant.prose}” What they typed stands below, line "
        "by line, with one mistake in it. Which line is the first that does not follow from the "
        "lines before it, and what should stand there?"
    )
