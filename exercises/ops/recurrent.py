"""Misconceptions about recurrent networks: weights used at every time step, and gated cells."""

from collections.abc import Callable, Iterable

from exercises.ops.base import G, Misconception, Site
from exercises.ops.mul import product
from exercises.ops.paths import mean, total
from exercises.ops.recurrence import (
    closes_a_time_step,
    gates,
    is_gate,
    is_over_time,
    later_uses,
    parts,
    weighted_sum,
)
from exercises.steps import Rule

Rules = Iterable[Rule | None]


def _over_time(site: Site) -> list[str]:
    """The contributions to the gradient of a weight or bias, one for each time step, in order."""
    found = parts(site)
    first, *later = found.values()
    same = later_uses(site.graph, first)
    own_place = [step.rule.inputs.index(site.step.wrt or "") for step in found.values()]
    if any(step not in same for step in later) or len(set(own_place)) > 1:
        return []
    return list(found)


def _last_only(site: Site) -> Rules:
    names = _over_time(site)
    return [site.rule((names[-1],), lambda part: part)] if names else []


def _averaged(site: Site) -> Rules:
    names = _over_time(site)
    return [site.rule(tuple(names), mean)] if names else []


def _split(site: Site) -> tuple[list[str], list[str]]:
    """Contributions to the slope at a state: of its own time step, and of the next one."""
    behind = weighted_sum(site.graph, site.step.wrt or "")
    later = [] if behind is None else later_uses(site.graph, behind)
    found = parts(site)
    next_ = [name for name, step in found.items() if step in later]
    return [name for name in found if name not in next_], next_


def _keep(which: int) -> Callable[[Site], Rules]:
    def rules(site: Site) -> Rules:
        split = _split(site)
        return [site.rule(tuple(split[which]), total)] if all(split) else []

    return rules


def _new_state(site: Site) -> Rules:
    """The weight of the state times the state that this sum makes, not the one it was given."""
    application = site.graph.steps[site.output]
    if site.argument not in (1, 3) or not is_over_time(site.graph, application):
        return []
    if not _weighs_the_state(site):
        return []
    activated = [s.name for s in site.graph.consumers(site.output) if site.graph.is_activation(s)]
    return [site.rule((G, *(activated[:1] or [site.output])), product)]


def _weighs_the_state(site: Site) -> bool:
    """Whether some time step applies this weight to a value that the network made."""
    weight = site.inputs[site.argument]
    uses = [s for s in site.graph.consumers(weight) if s.op == site.op.name]
    return any(site.graph.producer(s.rule.inputs[site.argument - 1]) is not None for s in uses)


def _no_slope(site: Site) -> Rules:
    return [site.rule((G,), lambda g: g)] if closes_a_time_step(site) else []


def _no_cell_path(site: Site) -> Rules:
    """A cell state feeds its own tanh, and the next time step; the latter is left out."""
    made = site.graph.producer(site.step.wrt or "")
    if made is None or not any(is_gate(site.graph, name) for name in made.rule.inputs):
        return []
    found = parts(site)
    own = [name for name, step in found.items() if site.graph.is_activation(step)]
    return [site.rule(tuple(own), total)] if own and len(own) < len(found) else []


def _no_gate_slope(site: Site) -> Rules:
    return [site.rule((G,), lambda g: g)] if is_gate(site.graph, site.output) else []


def _other_gate(site: Site) -> Rules:
    """What came back to the sum of an earlier gate: the k-th form copies the k-th gate."""
    names = gates(site)
    if site.output not in names:
        return []
    behind = [site.graph.producer(name) for name in names[: names.index(site.output)]]
    sums = [site.derivative(gate.rule.inputs[0]) for gate in behind if gate is not None]
    return [site.rule((name,), lambda delta: delta) for name in sums]


def _gated(site: Site) -> list[int]:
    """Arguments of a product that are gates; none where it is not asked."""
    gates_ = [i for i, name in enumerate(site.inputs) if is_gate(site.graph, name)]
    return gates_ if site.step.asked else []


def _open(site: Site) -> Rules:
    return [site.rule((1 - i,), lambda through: through) for i in _gated(site)]


def _before_tanh(site: Site) -> list[tuple[int, str]]:
    """Gates of a product whose other factor is an activated value, and that value before it."""
    found = []
    for gate in _gated(site):
        other = site.graph.producer(site.inputs[1 - gate])
        if other is not None and site.graph.is_activation(other):
            found.append((gate, other.rule.inputs[0]))
    return found


def _cell_without_tanh(site: Site) -> Rules:
    return [site.rule((gate, before), product) for gate, before in _before_tanh(site)]


def _cell_without_tanh_back(site: Site) -> Rules:
    found = _before_tanh(site)
    return [site.rule((G, before), product) for gate, before in found if gate == site.argument]


MISCONCEPTIONS = (
    Misconception(
        id="BPTT_LAST",
        name="only the last time step counted",
        at="paths",
        rules=_last_only,
        messages=(
            "The same weight was at work at every time step.",
            "Unroll the network: each time step uses a copy of the weight. Work out the gradient "
            "of every copy and add them all.",
        ),
    ),
    Misconception(
        id="BPTT_MEAN",
        name="gradient averaged over the time steps",
        at="paths",
        rules=_averaged,
        messages=(
            "The time steps were combined with the wrong operation.",
            "A weight that is used several times collects what comes back from each use: add, do "
            "not average.",
        ),
    ),
    Misconception(
        id="RNN_NO_DHNEXT",
        name="gradient from the next time step missing",
        at="paths",
        rules=_keep(0),
        messages=(
            "This state has an effect beyond its own time step.",
            "The state goes into the error of its own time step and into the next state. Add what "
            "comes back from both.",
        ),
    ),
    Misconception(
        id="RNN_NO_DHOWN",
        name="error of the state's own time step missing",
        at="paths",
        rules=_keep(1),
        messages=(
            "Only what comes back through time is in here.",
            "The state also has an error at its own time step. Add what comes back from both.",
        ),
    ),
    Misconception(
        id="RNN_WH_HT",
        name="new state used instead of the previous one",
        at="sum_of_products:*",
        rules=_new_state,
        messages=(
            "One time step off.",
            "The recurrent weight multiplied the state of the time step before, so that is the "
            "factor of its gradient.",
        ),
    ),
    Misconception(
        id="RNN_NO_TANH",
        name="slope of the activation missing on the way back through time",
        at="activation:0",
        rules=_no_slope,
        messages=(
            "A local slope is missing.",
            "Before the error reaches the weights and the state before, it passes back through "
            "the activation: multiply by the slope there, at every time step.",
        ),
    ),
    Misconception(
        id="LSTM_NO_DC",
        name="direct path of the cell state missing",
        at="paths",
        rules=_no_cell_path,
        messages=(
            "The cell state has two ways out.",
            "It goes through tanh and the output gate into the state, and on as it is into the "
            "next time step. Add what comes back from both.",
        ),
    ),
    Misconception(
        id="LSTM_GATE_NOD",
        name="slope of the gate missing",
        at="sigmoid:0",
        rules=_no_gate_slope,
        messages=(
            "A gate is a unit, too: a local slope is missing.",
            "Pass back through the sigmoid of the gate before you go on to its sum: multiply by "
            "the gate's value and by what it lacks to one.",
        ),
    ),
    Misconception(
        id="LSTM_GATE_COPY",
        name="value of another gate used",
        at="sigmoid:0",
        rules=_other_gate,
        messages=(
            "This belongs to another gate.",
            "The gates look alike, but each multiplies something else: start from the slope at "
            "this gate, and use the value of this gate.",
        ),
    ),
    Misconception(
        id="GATE_LEFT_OPEN",
        name="gate not applied",
        at="mul",
        rules=_open,
        messages=(
            "Everything went through, as if there were no gate.",
            "Multiply by the value of the gate: it says which share goes through.",
        ),
    ),
    Misconception(
        id="LSTM_H_FROM_C",
        name="cell state sent out without its tanh",
        at="mul",
        rules=_cell_without_tanh,
        messages=(
            "The gate was applied to the wrong value.",
            "What the output gate lets through is the tanh of the cell state, not the cell state.",
        ),
    ),
    Misconception(
        id="LSTM_O_FROM_C",
        name="cell state without tanh as the slope of the output gate",
        at="mul:*",
        rules=_cell_without_tanh_back,
        messages=(
            "The right kind of product, with a value from before its activation.",
            "The output gate multiplies the tanh of the cell state, so that is its slope.",
        ),
    ),
)
