"""Hangs wrong rules, and right ones that look further, onto the steps where they can be used.

A wrong rule that always gives the right value (``W`` transposed when it has one row) is dropped,
and so is one that always gives the same value as another misconception before it at that step:
what no numbers can tell apart is not a diagnosis.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from exercises.generator import Generator
from exercises.ops import all_equivalents, all_misconceptions
from exercises.ops import op as find_op
from exercises.ops.base import Equivalent, Graph, Misconception, Site
from exercises.steps import AGAIN, Rule, Step, Wrong, run
from exercises.tex import symbol
from exercises.values import Shape, Value

_ROWS = 256


def attach(graph: Graph, given: Mapping[str, Shape], losses: Sequence[str]) -> list[Step]:
    """The steps of a graph with their wrong rules."""
    values = _samples(graph, given, losses)
    with np.errstate(all="ignore"):
        return [
            replace(
                _told(step, graph),
                also=(*step.also, *(rule for _, rule in _equivalents(step, graph))),
                wrong=_distinct(step, list(_wrong_rules(step, graph)), values),
            )
            for step in graph.steps.values()
        ]


def _samples(graph: Graph, given: Mapping[str, Shape], losses: Sequence[str]) -> dict[str, Value]:
    """Values of all steps for generic givens, with units on and off."""
    generator = Generator("mistakes", _ROWS)
    start = {
        name: generator.integers(shape, 199).astype(np.float64) / 64 - 1.55
        for name, shape in given.items()
    }
    start |= {f"d{of}/d{of}": np.ones(1) for of in losses}
    return run(graph.steps.values(), start).values


def _wrong_rules(step: Step, graph: Graph) -> Iterable[Wrong]:
    if step.op == AGAIN:
        return
    site = _site(step, graph)
    for entry in all_misconceptions().values():
        if not _is_at(entry, step, site):
            continue
        rules = [rule for rule in entry.rules(site) if rule is not None]
        yield from (Wrong(entry.id, form, rule) for form, rule in enumerate(rules))


def _told(step: Step, graph: Graph) -> Step:
    """The step with the way to tell of, where its own rule goes over values that are not asked."""
    if not step.asked or not _hides(step.sources, graph):
        return step
    for entry, rule in _equivalents(step, graph):
        if entry.words and not _hides(rule.inputs, graph):
            formula = f"{symbol(step.name)} = {rule.formula(graph.shapes, {})}"
            return replace(step, told=rule, words=entry.words, formula=formula, written={})
    return step


def _hides(names: Iterable[str], graph: Graph) -> bool:
    """Whether one of them is worked out without being asked."""
    return any(name in graph.steps and not graph.steps[name].asked for name in names)


def _equivalents(step: Step, graph: Graph) -> Iterable[tuple[Equivalent, Rule]]:
    """Right ways that look at more than the op of the step does."""
    if step.op == AGAIN:
        return
    site = _site(step, graph)
    for entry in all_equivalents():
        if _is_at(entry, step, site):
            yield from ((entry, rule) for rule in entry.rules(site) if rule is not None)


def _is_at(entry: Misconception | Equivalent, step: Step, site: Site) -> bool:
    place, _, argument = entry.at.partition(":")
    if step.op == "paths" or place == "paths":
        return step.op == place
    if bool(argument) != (step.wrt is not None):
        return False
    return place in (site.op.name, site.op.kind, "*") and argument in ("", "*", str(site.argument))


def _site(step: Step, graph: Graph) -> Site:
    if step.op == "paths":
        return Site(step, find_op("add"), {}, step.rule.inputs, step.name, "", -1, graph)
    if step.wrt is None:
        op = find_op(step.op)
        return Site(step, op, step.attrs, step.rule.inputs, step.name, "", -1, graph)
    name, _, argument = step.op.partition(":")
    application = graph.steps[step.via or ""]
    return Site(
        step=step,
        op=find_op(name),
        attrs=step.attrs,
        inputs=application.rule.inputs,
        output=application.name,
        gradient=f"d{step.of}/d{application.name}",
        argument=int(argument),
        graph=graph,
    )


def _distinct(step: Step, wrongs: list[Wrong], values: Mapping[str, Value]) -> tuple[Wrong, ...]:
    right = values[step.name]
    seen = [right]
    kept = []
    for wrong in wrongs:
        value = wrong.rule(values)
        if not any(np.allclose(value, other, equal_nan=True) for other in seen):
            kept.append(replace(wrong, negates=np.allclose(value, -right)))
            seen.append(value)
    return tuple(kept)
