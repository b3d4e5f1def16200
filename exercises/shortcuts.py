"""Two steps back in one go: where the slope of a pair of ops is simpler than that of each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from exercises.ops import op as find_op
from exercises.ops.base import G, Use, Y
from exercises.steps import Rule, Step


def bind(f: Callable[..., Any], attrs: Mapping[str, Any]) -> Callable[..., Any]:
    """``f`` with the attributes of an op filled in."""
    return partial(f, **attrs) if attrs else f


def names(uses: tuple[Use, ...], step: Step, of: str) -> tuple[str, ...]:
    """The values that a pull-back through ``step`` uses."""
    known: dict[Use, str] = {G: f"d{of}/d{step.name}", Y: step.name}
    known.update(enumerate(step.rule.inputs))
    return tuple(known[use] for use in uses)


def with_shortcut(edge: Step, steps: Mapping[str, Step]) -> Step:
    """A backward step with its shortcut, if the one op behind it offers one."""
    name, _, argument = edge.op.partition(":")
    pull = find_op(name).pulls[int(argument)]
    if pull is None or not pull.shortcuts:
        return edge
    users = [s for s in steps.values() if s.wrt is None and edge.via in s.rule.inputs]
    after = users[0]
    offered = [s for s in pull.shortcuts if s.after == after.op]
    if len(users) > 1 or not offered or after.rule.inputs.index(edge.via or "") != 0:
        return edge
    found, attrs = offered[0], after.attrs
    rule = Rule(
        bind(found.f, attrs),
        names(found.uses, after, edge.of or ""),
        bind(found.cell, attrs),
        found.whole and bind(found.whole, attrs),
    )
    quick = replace(edge, rule=rule, words=found.words, also=(edge.rule, *edge.also))
    return replace(edge, also=(*edge.also, rule), shortcut=quick)
