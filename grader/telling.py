"""Whether a student's own values can tell the right rule from the wrong ones.

The guard of follow-through: on values where most wrong rules give the same as the right one, a
value that follows proves nothing; nor does a 0 that follows from nothing but zeros.
"""

from exercises.steps import Step
from grader.own import Own


def tells_apart(own: Own, step: Step) -> list[bool]:
    """For each cell: whether at least half of the wrong rules that the true values show do show.

    A step that no wrong rule shows in even then is judged by whether its value is 0.
    """
    expected = own.expected[step.name].ravel().tolist()
    if not any(expected) and _stands_on_zeros(own, step):
        return [False] * len(expected)
    half = own.half(step).tolist()
    truth = own.variant.truth[step.name].ravel().tolist()
    shown, could = [0] * len(expected), [0] * len(expected)
    for wrong in step.wrong:
        value = wrong.rule(own.worlds)
        ours, theirs = value[0].ravel().tolist(), value[-1].ravel().tolist()
        # Plain numbers: a step has few cells, and this is the cost of every carried error.
        for i, slack in enumerate(half):
            if not abs(theirs[i] - truth[i]) <= slack:
                could[i] += 1
                shown[i] += not abs(ours[i] - expected[i]) <= slack
    return [
        2 * n >= most if most else value != 0
        for n, most, value in zip(shown, could, expected, strict=True)
    ]


def _stands_on_zeros(own: Own, step: Step) -> bool:
    typed = [name for name in step.rule.inputs if name in own.answers.pins]
    return not any(own.values[name].any() for name in typed)
