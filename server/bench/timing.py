"""Times several things in turn, so that a busy moment of the machine weighs on all of them."""

import time
from collections.abc import Callable, Mapping
from statistics import median

Action = Callable[[], object]

_SLICE = 0.002


def interleaved(actions: Mapping[str, Action], seconds: float) -> dict[str, float]:
    """The median time of each action in milliseconds, all timed in turn for ``seconds``."""
    repeats = {name: _repeats(action) for name, action in actions.items()}
    times: dict[str, list[float]] = {name: [] for name in actions}
    end = time.perf_counter() + seconds
    while True:
        for name, action in actions.items():
            times[name].append(_once(action, repeats[name]))
        if time.perf_counter() > end:
            return {name: median(taken) for name, taken in times.items()}


def _repeats(action: Action) -> int:
    """How often to repeat an action so that one slice is long against the clock's step."""
    _once(action, 3)
    return max(1, int(_SLICE * 1000 / max(_once(action, 3), 1e-6)))


def _once(action: Action, repeats: int) -> float:
    # Processor time of this thread: none of the actions waits, but others may be at work beside it.
    start = time.thread_time()
    for _ in range(repeats):
        action()
    return (time.thread_time() - start) * 1000 / repeats
