"""Plans the work, shares it out between processes, and puts together what they saw."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from exercises.family import Family
from grader.quality.gates import GATES, Seen, figures, working
from grader.quality.measuring import measure, measure_pairs
from grader.version import VERSION

VARIANTS = 40
"""Most variants of a family, as many as the students of a cell are spread over."""
PART = 7
"""Variants measured in one go: short enough for the bar to move, long enough to be worth a trip."""
PAIRS = 10
FEWEST_EACH = 5
ALL = ""
"""In place of the name of a level: the family as a whole."""

Key = tuple[str, str]
Told = Callable[[int, int], object]


@dataclass(frozen=True)
class Job:
    """A part of the work on one level; one of a family's pairs where ``each`` is 0."""

    family: str
    level: str
    params: dict[str, Any] = field(default_factory=dict)
    seeds: tuple[int, ...] = ()
    each: int = 0

    @property
    def size(self) -> int:
        """How much work it is, about."""
        return len(self.seeds) * max(1, self.each)

    def run(self) -> Seen:
        """Do it. The time of drawing is the processor's: others may be at work beside it."""
        if not self.each:
            return measure_pairs(self.family, self.seeds)
        return measure(self.family, self.params, self.seeds, self.each, time.thread_time)


def plan(families: Iterable[Family], students: int) -> list[Job]:
    """All jobs for so many students of every kind for every family, spread over its levels."""
    return [job for family in families for job in _jobs(family, students)]


def _jobs(family: Family, students: int) -> Iterator[Job]:
    count = len(family.levels)
    variants = -(-max(1, min(VARIANTS, students // FEWEST_EACH)) // count)
    each = -(-students // (variants * count))
    for level, params in family.levels.items():
        for first in range(0, variants, PART):
            seeds = tuple(range(first, min(first + PART, variants)))
            yield Job(family.name, level, dict(params), seeds, each)
    yield Job(family.name, ALL, seeds=tuple(range(min(PAIRS, variants))))


def run(jobs: list[Job], processes: int, told: Told = lambda _done, _of: None) -> dict[str, Any]:
    """Do all jobs, and give the result as it is written down; ``told`` hears how far it is."""
    seen: dict[Key, Seen] = {}
    done, size = 0, sum(job.size for job in jobs)
    with _pool(processes) as pool:
        for job, part in zip(jobs, _done(jobs, pool), strict=True):
            for level in dict.fromkeys([ALL, job.level]):
                key = (job.family, level)
                seen[key] = seen.get(key, Seen()) + part
            done += job.size
            told(done, size)
    params = {(job.family, job.level): job.params for job in jobs}
    return _result([_level(key, params.get(key, {}), one) for key, one in seen.items()])


def _pool(processes: int) -> Any:
    """Other processes, started afresh; none where one is enough."""
    if processes <= 1:
        return nullcontext()
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


def _done(jobs: list[Job], pool: Executor | None) -> Iterator[Seen]:
    if pool is None:
        return (job.run() for job in jobs)
    # Parts add up in the same order whoever is first: what is written down does not change.
    waiting = [pool.submit(job.run) for job in jobs]
    return (future.result() for future in waiting)


def _level(key: Key, params: dict[str, Any], seen: Seen) -> dict[str, Any]:
    """What is written down of one level, or of the family as a whole."""
    examples = {name: list(tally.examples) for name, tally in seen.cells.items() if tally.examples}
    return {
        "family": key[0],
        "level": key[1],
        "params": params,
        "students": {name: tally.students for name, tally in seen.cells.items()},
        "boxes": working(seen).right,
        "figures": figures(seen),
        "examples": examples,
    }


def _result(levels: list[dict[str, Any]]) -> dict[str, Any]:
    gates = [
        {"name": g.name, "words": g.words, "goal": g.goal, "at_most": g.at_most, "unit": g.unit}
        for g in GATES
    ]
    return {"grader": VERSION, "gates": gates, "levels": levels}
