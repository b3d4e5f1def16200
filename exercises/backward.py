"""The chain rule as a writer of steps.

``differentiate`` walks the forward steps from the loss backwards and writes one step for every edge
of the graph, and one sum wherever edges meet (reverse accumulation; Baydin et al., "Automatic
differentiation in machine learning: a survey", JMLR 18, 2018, section 3.2). The gradient is more
graph, not a tape, so it can be asked, marked and made wrong step by step.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from exercises.broadcasting import (
    over_batch,
    over_batch_cell,
    over_batch_whole,
    summed,
    summed_cell,
    summed_whole,
)
from exercises.ops import op as find_op
from exercises.ops.base import Pull, said
from exercises.ops.paths import total
from exercises.shortcuts import bind, names, with_shortcut
from exercises.steps import Rule, Step
from exercises.tex import Index, Token, plus
from exercises.values import Shape

OVER_BATCH = " All examples of the batch share it: add up what comes from each of them."
SPREAD = " It acts in several places: add up what comes back from each of them."


def differentiate(
    steps: Mapping[str, Step], shapes: Mapping[str, Shape], of: str
) -> dict[str, Step]:
    """All derivatives of the scalar ``of`` by values that it depends on, by name.

    They come in the order in which they can be worked out. A value that feeds several steps gets
    one part for each (``dE/dx via a``) and their sum (``dE/dx``).
    """
    if of not in steps or shapes[of] != ():
        return {}
    edges = [
        with_shortcut(edge, steps)
        for name in reversed(_ancestors(steps, of))
        for edge in _pull_back(steps[name], shapes, of)
    ]
    return _ordered(edges, of)


def _ancestors(steps: Mapping[str, Step], of: str) -> list[str]:
    """Steps that ``of`` depends on, itself included, in their order."""
    wanted = {of}
    for name in reversed(list(steps)):
        if name in wanted:
            wanted.update(steps[name].rule.inputs)
    return [name for name in steps if name in wanted and steps[name].wrt is None]


def _pull_back(step: Step, shapes: Mapping[str, Shape], of: str) -> list[Step]:
    """One step per argument: weights and bias first, what is passed on last."""
    op = find_op(step.op)
    arguments = list(enumerate(step.rule.inputs))
    pulls = op.pulls or (None,) * len(arguments)
    return [
        _edge(step, pull, i, name, shapes, of)
        for i, name in arguments[1:] + arguments[:1]
        if (pull := pulls[i]) is not None
    ]


def _edge(
    step: Step, pull: Pull, argument: int, wrt: str, shapes: Mapping[str, Shape], of: str
) -> Step:
    attrs = step.attrs
    rule = Rule(
        bind(pull.f, attrs),
        names(pull.uses, step, of),
        bind(pull.cell, attrs),
        pull.whole and bind(pull.whole, attrs),
    )
    spread = shapes[wrt] != step.shape and find_op(step.op).elementwise
    batch = pull.over_batch is not None and pull.over_batch(*[shapes[n] for n in step.rule.inputs])
    if batch or spread:
        rule = _over_batch(rule) if batch else _gathered(rule, shapes[wrt])
    return Step(
        name=f"d{of}/d{wrt}",
        phase="backward",
        op=f"{step.op}:{argument}",
        rule=rule,
        shape=shapes[wrt],
        caption=pull.caption,
        words=said(pull.words, (shapes[n] for n in step.rule.inputs))
        + (OVER_BATCH if batch else SPREAD if spread else ""),
        of=of,
        wrt=wrt,
        via=step.name,
        attrs=attrs,
        also=tuple(
            Rule(summed(f, shapes[wrt]) if spread else f, names(route.uses, step, of))
            for route in pull.also
            for f in (bind(route.f, attrs),)
        ),
    )


def _gathered(rule: Rule, shape: Shape) -> Rule:
    """The rule for a value of ``shape`` that was spread over more cells: the sum over these."""
    cell = rule.cell or (lambda *_: "")
    in_symbols = rule.whole or partial(cell, ())
    return Rule(
        summed(rule.f, shape),
        rule.inputs,
        summed_cell(cell, shape),
        summed_whole(in_symbols, shape),
    )


def _over_batch(rule: Rule) -> Rule:
    """The rule for a value that served all examples of a batch: the sum over these."""
    cell = rule.cell or (lambda *_: "")
    whole = rule.whole or over_batch_whole(partial(cell, ()))
    return Rule(over_batch(rule.f), rule.inputs, over_batch_cell(cell), whole)


def _ordered(edges: list[Step], of: str) -> dict[str, Step]:
    """Edges in the order of the backward pass; after the last of several that meet, their sum."""
    meeting: dict[str, list[Step]] = {}
    for edge in edges:
        meeting.setdefault(edge.name, []).append(edge)
    named = {name: _named_apart(parts) for name, parts in meeting.items()}
    result: dict[str, Step] = {}
    for edge in edges:
        parts = named[edge.name]
        part = parts[meeting[edge.name].index(edge)]
        result[part.name] = part
        if len(parts) > 1 and part is parts[-1]:
            result[edge.name] = _sum_of(parts, edge.wrt or "", of)
    return result


def _named_apart(parts: list[Step]) -> list[Step]:
    """A name for each of several parts, also when one step uses a value twice."""
    if len(parts) == 1:
        return parts
    ways = [part.via or "" for part in parts]
    counts = [
        f" ({ways[: i + 1].count(way)})" if ways.count(way) > 1 else ""
        for i, way in enumerate(ways)
    ]
    return [
        replace(part, name=f"{part.name} via {way}{count}")
        for part, way, count in zip(parts, ways, counts, strict=True)
    ]


def _cell_sum(index: Index, *paths: Token) -> str:
    return plus(path[index] for path in paths)


def _sum_of(parts: list[Step], wrt: str, of: str) -> Step:
    return Step(
        name=f"d{of}/d{wrt}",
        phase="backward",
        op="paths",
        rule=Rule(total, tuple(part.name for part in parts), _cell_sum),
        shape=parts[0].shape,
        caption="sum of all that comes back to {wrt}",
        words="Contributions along all paths add up.",
        of=of,
        wrt=wrt,
    )
