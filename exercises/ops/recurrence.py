"""What is recurrent in a graph: the same weights used at several steps in time, and gates.

All of it is read off the graph: a sum that uses the weights of an earlier sum, and depends on its
result, is the next time step of the same unit.
"""

from exercises.ops.base import Graph, Site
from exercises.steps import Step

WEIGHTS = {"linear": (1,), "sum_of_products": (1, 3)}
"""Which arguments of a weighted sum are its weights."""
GATED = {"mul": (0, 1), "sum_of_products": (1, 3), "lerp": (2,)}
"""Where a gate stands among the arguments of what it lets through."""


def later_uses(graph: Graph, step: Step) -> list[Step]:
    """Later sums with the weights of this one: the same unit at later time steps."""
    if step.op not in WEIGHTS or step.wrt is not None:
        return []
    order = list(graph.steps)
    after = (graph.steps[name] for name in order[order.index(step.name) + 1 :])
    return [other for other in after if _shares(graph, step, other)]


def earlier_uses(graph: Graph, step: Step) -> list[Step]:
    """Earlier sums with the weights of this one."""
    return [s for s in graph.steps.values() if step in later_uses(graph, s)]


def is_over_time(graph: Graph, step: Step) -> bool:
    """Whether a sum is one of several of the same unit, one for each time step."""
    return bool(later_uses(graph, step) or earlier_uses(graph, step))


def _shares(graph: Graph, first: Step, second: Step) -> bool:
    """Whether both apply the same given weights, the second to what came of the first."""
    if first.op != second.op or second.wrt is not None:
        return False
    places = WEIGHTS[first.op]
    pairs = [(first.rule.inputs[i], second.rule.inputs[i]) for i in places]
    tied = any(one == other and graph.producer(one) is None for one, other in pairs)
    return tied and _depends(graph, second, first.name)


def _depends(graph: Graph, step: Step, name: str) -> bool:
    """Whether a forward step needs the value of another, directly or through others."""
    before = (graph.producer(earlier) for earlier in step.rule.inputs)
    return name in step.rule.inputs or any(
        _depends(graph, earlier, name) for earlier in before if earlier is not None
    )


def weighted_sum(graph: Graph, name: str) -> Step | None:
    """The weighted sum that a value comes from, directly or through its activation."""
    step = graph.producer(name)
    if step is not None and graph.is_activation(step):
        step = graph.producer(step.rule.inputs[0])
    return step if step is not None and step.op in WEIGHTS else None


def parts(site: Site) -> dict[str, Step]:
    """At a sum over paths: the name of each contribution, and the step that it comes back through.

    In the order of the forward pass.
    """
    steps = site.graph.steps
    through = {name: steps[steps[name].via or ""] for name in site.step.rule.inputs}
    order = list(steps)
    return dict(sorted(through.items(), key=lambda part: order.index(part[1].name)))


def closes_a_time_step(site: Site) -> bool:
    """Whether an activation makes the state of a unit that is at work at several time steps."""
    behind = weighted_sum(site.graph, site.output)
    return behind is not None and is_over_time(site.graph, behind)


def is_gate(graph: Graph, name: str) -> bool:
    """Whether a value is a sigmoid that says how much of another one goes through."""
    step = graph.producer(name)
    return (
        step is not None
        and step.op == "sigmoid"
        and any(
            name == use.rule.inputs[place]
            for use in graph.consumers(name)
            if use.asked
            for place in GATED.get(use.op, ())
            if place < len(use.rule.inputs)
        )
    )


def gates(site: Site) -> list[str]:
    """All gates, in the order in which the error comes back to the sums behind them."""
    graph = site.graph
    found = {site.derivative(s.rule.inputs[0]): s.name for s in graph.activations()}
    return [found[name] for name in graph.steps if name in found and is_gate(graph, found[name])]
