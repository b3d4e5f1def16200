"""Misconceptions about a shortcut: a value that is added to what a block has made of it."""

from collections.abc import Iterable

from exercises.ops.base import Graph, Misconception, Site
from exercises.ops.paths import total
from exercises.steps import Rule, Step
from exercises.values import Value


def _depends(graph: Graph, name: str, on: str) -> bool:
    """Whether a value was made from another one."""
    step = graph.producer(name)
    return step is not None and any(
        earlier == on or _depends(graph, earlier, on) for earlier in step.rule.inputs
    )


def _is_shortcut(graph: Graph, part: Step) -> bool:
    """Whether a contribution comes back past a block: from a sum of the value and the block."""
    if not part.op.startswith("add:") or part.via is None or part.wrt is None:
        return False
    addends = graph.steps[part.via].rule.inputs
    other = addends[1 - int(part.op[-1])]
    return other != part.wrt and _depends(graph, other, part.wrt)


def _through_the_block(site: Site) -> list[str]:
    """The contributions that do not take the shortcut; none if there is no shortcut."""
    parts = site.step.rule.inputs
    rest = [name for name in parts if not _is_shortcut(site.graph, site.graph.steps[name])]
    return rest if 0 < len(rest) < len(parts) else []


def _no_shortcut(site: Site) -> Iterable[Rule | None]:
    rest = _through_the_block(site)
    return [site.rule(tuple(rest), total)] if rest else []


def _twice(*block: Value) -> Value:
    """The same arrives at the shortcut and at the block: sent through it, it comes back double."""
    return 2 * total(*block)


def _shortcut_through_block(site: Site) -> Iterable[Rule | None]:
    rest = _through_the_block(site)
    return [site.rule(tuple(rest), _twice)] if rest else []


MISCONCEPTIONS = (
    Misconception(
        id="RES_NO_SKIP",
        name="shortcut of a residual block forgotten on the way back",
        at="paths",
        rules=_no_shortcut,
        messages=(
            "There is a second way back to this value.",
            "The value is also added to the result directly, past the block. Along this shortcut "
            "what arrives comes back unchanged: add it.",
        ),
    ),
    Misconception(
        id="RES_ORDER",
        name="shortcut of a residual block sent back through the block",
        at="paths",
        rules=_shortcut_through_block,
        messages=(
            "The shortcut was led through the block.",
            "What comes back along the shortcut meets no weight and no slope: add it after "
            "the block.",
        ),
    ),
)
