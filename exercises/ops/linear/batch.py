"""Misconceptions of a batch: one weight, one bias, many examples."""

from collections.abc import Callable, Iterable

import numpy as np

from exercises.ops.base import G, Misconception, Site
from exercises.ops.linear.parts import by_input, by_output
from exercises.steps import Rule
from exercises.values import Value


def examples(site: Site) -> int:
    """How many examples the layer works on at once; none if there is no batch."""
    x, W = site.shape(0), site.shape(1)
    return x[0] if len(x) > len(W[-1:]) else 0


def _of_examples(
    f: Callable[[Value, Value, Value], Value],
) -> Callable[[Site], Iterable[Rule | None]]:
    """Rules of a weight gradient in a batch."""
    return lambda site: [site.rule((G, 0, 1), f)] if examples(site) else []


def _weight_from(example: int) -> Callable[[Value, Value, Value], Value]:
    def f(g: Value, x: Value, W: Value) -> Value:
        wires = by_output(g, W) * by_input(x, W)
        return wires[:, example]

    return f


def _one_example(site: Site) -> Iterable[Rule | None]:
    return [rule for i in (0, -1) for rule in _of_examples(_weight_from(i))(site)]


def _one_bias(site: Site) -> Iterable[Rule | None]:
    if not examples(site):
        return []
    return [site.rule((G,), lambda g, i=i: g[:, i]) for i in (0, -1)]


def _sums_first(g: Value, x: Value, W: Value) -> Value:
    return np.asarray(by_output(g.sum(1), W) * by_input(x.sum(1), W))


def _sum_and_mean(g: Value, x: Value, W: Value) -> Value:
    return np.asarray(_sums_first(g, x, W) / x.shape[1])


def _sums(site: Site) -> Iterable[Rule | None]:
    return [rule for f in (_sums_first, _sum_and_mean) for rule in _of_examples(f)(site)]


def _counts_examples(site: Site) -> bool:
    """Whether the outputs that a loss compares are those of the examples of a batch."""
    step = site.graph.producer(site.inputs[0])
    while step is not None and site.graph.is_activation(step):
        step = site.graph.producer(step.rule.inputs[0])
    if step is None or step.op != "linear":
        return False
    x, W = (site.graph.shapes[name] for name in step.rule.inputs[:2])
    return len(x) > len(W[-1:])


def _without_mean(site: Site) -> Iterable[Rule | None]:
    if site.op.reduction != "mean" or not _counts_examples(site):
        return []
    m = site.shape(0)[0]
    return [Rule(lambda *v: site.step.rule.f(*v) * m, site.step.rule.inputs)]


def _divided(site: Site) -> Iterable[Rule | None]:
    m = examples(site)
    if m < 2 or site.argument < 1:
        return []
    return [Rule(lambda *v: site.step.rule.f(*v) / m, site.step.rule.inputs)]


def _earlier(site: Site) -> str | None:
    """The gradient of the step before: of the first iteration, or printed as ``g_w`` for ``w``."""
    wrt, of = site.inputs[site.argument], site.step.of or ""
    if wrt.endswith("'") and of.endswith("'"):
        return f"d{of[:-1]}/d{wrt[:-1]}"
    return f"g_{wrt}" if examples(site) else None


def _carried_over(site: Site) -> Iterable[Rule | None]:
    before, rule = _earlier(site), site.step.rule
    if before is None or site.argument < 1 or before not in site.graph.shapes:
        return []
    return [Rule(lambda g, *v: g + rule.f(*v), (before, *rule.inputs))]


MISCONCEPTIONS = (
    Misconception(
        id="BATCH_ONE",
        name="only one example of the batch used",
        at="linear:1",
        rules=_one_example,
        messages=(
            "Part of the batch is missing.",
            "The same weight was used by every example, so every example has a say: work out one "
            "product for each and add them all up.",
        ),
    ),
    Misconception(
        id="BG_NOSUM",
        name="bias gradient not summed over the batch",
        at="linear:2",
        rules=_one_bias,
        messages=(
            "One bias serves all examples, and this is what a single one of them says.",
            "Every example pushes on the same bias. Add up what arrives from all of them.",
        ),
    ),
    Misconception(
        id="BATCH_SUMPROD",
        name="sums multiplied instead of products summed",
        at="linear:1",
        rules=_sums,
        messages=(
            "Multiplying and adding were done in the wrong order.",
            "What arrives at an example belongs with the input of that very example: multiply "
            "within each example first, add up afterwards.",
        ),
    ),
    Misconception(
        id="BATCH_NO_M",
        name="mean over the examples forgotten in the slope",
        at="loss:0",
        rules=_without_mean,
        convention=True,
        messages=(
            "This fits a loss that is added up over the examples; here a mean was announced.",
            "The loss is a mean, so each example has only its share in it: divide its slope by the "
            "number of examples.",
        ),
    ),
    Misconception(
        id="BATCH_M_TWICE",
        name="divided by the number of examples once more",
        at="linear:*",
        rules=_divided,
        messages=(
            "A mean was taken where none belongs.",
            "If the loss is a mean over the examples, its slope holds that division already. From "
            "there on contributions of the examples are only added up.",
        ),
    ),
    Misconception(
        id="BATCH_ACCUM",
        name="gradient of the step before carried over",
        at="linear:*",
        rules=_carried_over,
        messages=(
            "Something of the step before is still in here.",
            "Every step starts with empty gradients: only what comes back this time counts.",
        ),
    ),
)
