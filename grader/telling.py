"""Whether a student's own values can tell the right rule from the wrong ones.

The guard of follow-through: on values where most wrong rules give the same as the right one, a
value that follows proves nothing; nor does a 0 that follows from nothing but zeros, be it one cell
of several.
"""

from collections.abc import Mapping, Sequence

from exercises.steps import Step
from exercises.trials import way_to
from exercises.values import Value
from grader.own import Own


def tells_apart(own: Own, step: Step) -> list[bool]:
    """For each cell: whether at least half of the wrong rules that the true values show do show.

    A step in which no wrong rule shows even then is judged by whether its value is 0.
    """
    expected = own.expected[step.name].ravel().tolist()
    typed = own.answers.values[own.answers.places[step.name]].tolist()
    proves = [value != 0 for value in typed] if _stands_on_zeros(own, step) else [True] * len(typed)
    if not any(proves):
        return proves
    return [a and b for a, b in zip(proves, _differ(own, step, expected), strict=True)]


def _differ(own: Own, step: Step, expected: Sequence[float]) -> list[bool]:
    """For each cell: whether enough wrong rules give something else than is expected."""
    half = own.half(step).tolist()
    shown = _shown(step, own.values, expected, half, enough=len(step.wrong) / 2)
    if 2 * min(shown) >= len(step.wrong) > 0:
        return [True] * len(expected)
    truth = own.variant.truth
    could = _shown(step, truth, truth[step.name].ravel().tolist(), half, enough=len(step.wrong))
    return [
        2 * n >= most if most else value != 0
        for n, most, value in zip(shown, could, expected, strict=True)
    ]


def _shown(
    step: Step,
    values: Mapping[str, Value],
    right: Sequence[float],
    half: Sequence[float],
    enough: float,
) -> list[int]:
    """How many wrong rules give something else in each cell; counted until it is enough for all."""
    found = [0] * len(right)
    for tried, wrong in enumerate(step.wrong, 1):
        # Plain numbers: a step has few cells, and this is the cost of every carried error.
        for i, value in enumerate(wrong.rule(values).ravel().tolist()):
            found[i] += not abs(value - right[i]) <= half[i]
        if tried >= enough and min(found) >= enough:
            break
    return found


def _stands_on_zeros(own: Own, step: Step) -> bool:
    """Whether all that a step starts from that the student typed is 0."""
    if not own.has_zeros:
        return False
    way = (*way_to(own.variant.sheet.by_name, step.rule.inputs, own.unseen), step)
    inputs = {name for one in way for name in one.rule.inputs}
    typed = [name for name in inputs if name in own.answers.pins and name not in own.unseen]
    return bool(typed) and not any(own.values[name].any() for name in typed)
