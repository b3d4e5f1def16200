"""Plans the work, shares it out between processes, and puts together what they saw."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from exercises.family import Family
from grader.quality.gates import GATES, Seen, figures
from grader.quality.measuring import measure, measure_pairs
from grader.version import VERSION

VARIANTS = 40
"""Most variants of a level, as many as the students of a cell are spread over."""
PART = 8
"""Variants measured in one go: short enough for the bar to move, long enough to be worth a trip."""
PAIRS = 10
FEWEST_EACH = 5

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

    def run(self) -> tuple[Key, Seen]:
        """Do it. The time of drawing is the processor's: others may be at work beside it."""
        if not self.each:
            return (self.family, self.level), measure_pairs(self.family, self.seeds)
        seen = measure(self.family, self.params, self.seeds, self.each, time.thread_time)
        return (self.family, self.level), seen


def plan(families: Iterable[Family], students: int) -> list[Job]:
    """All jobs for so many students in every cell of every level."""
    variants = max(1, min(VARIANTS, students // FEWEST_EACH))
    each = -(-students // variants)
    parts = [tuple(range(first, min(first + PART, variants))) for first in range(0, variants, PART)]
    jobs = []
    for family in families:
        for level, params in family.levels.items():
            jobs += [Job(family.name, level, dict(params), seeds, each) for seeds in parts]
        jobs.append(Job(family.name, "", seeds=tuple(range(min(PAIRS, variants)))))
    return jobs


def run(jobs: list[Job], processes: int, told: Told = lambda _done, _of: None) -> dict[str, Any]:
    """Do all jobs, and give the result as it is written down; ``told`` hears how far it is."""
    seen: dict[Key, Seen] = {(job.family, job.level): Seen() for job in jobs}
    with _pool(processes) as pool:
        for done, (key, part) in enumerate(_done(jobs, pool), 1):
            seen[key] += part
            told(done, len(jobs))
    params = {(job.family, job.level): job.params for job in jobs}
    return _result([_level(key, params[key], one) for key, one in seen.items()])


def _pool(processes: int) -> Any:
    """Other processes, started afresh; none where one is enough."""
    if processes <= 1:
        return nullcontext()
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


def _done(jobs: list[Job], pool: Executor | None) -> Iterator[tuple[Key, Seen]]:
    if pool is None:
        return (job.run() for job in jobs)
    # Parts add up in the same order whoever is first: what is written down does not change.
    waiting = [pool.submit(job.run) for job in jobs]
    return (future.result() for future in waiting)


def _level(key: Key, params: dict[str, Any], seen: Seen) -> dict[str, Any]:
    """One level, or the pairs of a family where the level has no name."""
    examples = {name: list(tally.examples) for name, tally in seen.cells.items() if tally.examples}
    working = [tally for tally in seen.cells.values() if tally.right]
    return {
        "family": key[0],
        "level": key[1],
        "params": params,
        "students": {name: tally.students for name, tally in seen.cells.items()},
        "boxes": sum(tally.right for tally in working),
        "figures": figures(seen),
        "examples": examples,
    }


def _result(levels: list[dict[str, Any]]) -> dict[str, Any]:
    gates = [
        {"name": g.name, "words": g.words, "goal": g.goal, "at_most": g.at_most, "unit": g.unit}
        for g in GATES
    ]
    return {"grader": VERSION, "gates": gates, "levels": levels}
