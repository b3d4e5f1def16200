"""How long full diagnosis takes: students with one or two misconceptions, over all families."""

import time
from collections.abc import Iterator, Mapping
from itertools import cycle, islice

import numpy as np

from exercises.catalogue import families
from exercises.drawing import draw
from exercises.variant import Variant
from grader.marking import mark
from grader.students import simulate
from server.bench import Row, limited, multiple

MEDIAN, P99 = 20.0, 200.0
"""Times PyTorch's pass through the small network."""
LONGEST_MS = 50.0
PER_LEVEL = 6
ROUNDS = 3

Submission = tuple[Variant, Mapping[str, object]]


def crowd(per_level: int) -> Iterator[Submission]:
    """Students of every level of every family; every second one with two misconceptions."""
    for family in families():
        for level in family.levels.values():
            variant = draw(family.name, 1, level)
            ids = cycle(variant.certificate.visible or ("",))
            for number in range(per_level):
                held = [id for id in islice(ids, 1 + number % 2) if id]
                yield variant, simulate(variant, held, decimals=4, seed=number).answers


def run(floors: Mapping[str, float], seconds: float) -> list[Row]:
    """Median and 99th percentile beside the floors, and the longest of all."""
    submissions = list(crowd(max(1, round(PER_LEVEL * min(1.0, seconds)))))
    taken = np.median([_times(submissions) for _ in range(ROUNDS)], axis=0)
    rows = []
    for name, figure, most in (("median", 50, MEDIAN), ("p99", 99, P99)):
        for floor in floors.items():
            goal = most if floor[0] == "PyTorch" else None
            title = f"mark: 1-2 misconceptions, {name}"
            rows.append(multiple(title, float(np.percentile(taken, figure)), floor, goal))
    longest = float(np.max(taken))
    return [*rows, limited("mark: longest", longest, next(iter(floors.items())), LONGEST_MS)]


def _times(submissions: list[Submission]) -> list[float]:
    """Milliseconds of processor time for each: marking never waits, but others may be at work."""
    times = []
    for variant, answers in submissions:
        start = time.thread_time()
        mark(variant, answers)
        times.append((time.thread_time() - start) * 1000)
    return times
