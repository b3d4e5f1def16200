"""Nothing is lost and nothing is marked twice, whatever is killed with kill -9."""

import random
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import func, select

from server.database import make_engine
from server.models import Marking, Submission
from tests.pipeline.client import hand_in_all, new_sheets
from tests.servers.stack import Stack

PATIENCE = 180.0
COUNTS = (
    select(func.count(Submission.id)),
    select(func.count(Submission.id)).where(Submission.status == "marked"),
    select(func.count(Marking.id)),
    select(func.count(func.distinct(Marking.submission_id))),
)


def kill_and_restart(stack: Stack, names: Sequence[str], done: list[Any], total: int) -> None:
    """Kill each in turn, evenly over the submissions, and start it again a moment later."""
    for number, name in enumerate(names, 1):
        while len(done) < total * number / (len(names) + 1):
            time.sleep(0.01)
        stack.kill(name)
        time.sleep(0.5)
        stack.start(name)


def counts(stack: Stack) -> tuple[int, ...]:
    """Submissions, marked ones, markings, and how many submissions these belong to."""
    engine = make_engine(stack.database_url)
    with engine.connect() as connection:
        found = tuple(connection.execute(query).scalar_one() for query in COUNTS)
    engine.dispose()
    return found


def settle(stack: Stack, expected: tuple[int, ...]) -> tuple[int, ...]:
    """Wait until all is marked, and a moment longer for a marking too many."""
    deadline = time.monotonic() + PATIENCE
    while counts(stack) != expected and time.monotonic() < deadline:
        time.sleep(0.5)
    time.sleep(1)
    return counts(stack)


def run(stack: Stack, submissions: int, kills: Sequence[str]) -> tuple[int, ...]:
    """Submit while the kills go on; returns the counts once all has come to rest."""
    sheets = new_sheets(stack, 10)
    work = [(sheets[each % 10], str(each)) for each in range(submissions)]
    done: list[Any] = []
    # The kernel ends a child with the thread that started it, so the main thread does the kills.
    students = threading.Thread(target=hand_in_all, args=(stack, work, done))
    students.start()
    kill_and_restart(stack, kills, done, submissions)
    students.join()
    return settle(stack, (submissions,) * 4)


def test_it_marks_every_submission_once_whatever_is_killed(
    start_stack: Callable[..., Stack],
) -> None:
    stack = start_stack("postgres", CHAINRULE_PENDING_SECONDS="2", CHAINRULE_WAIT_SECONDS="0.2")

    assert (200,) * 4 == run(stack, 200, ["worker", "broker", "web"])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_it_marks_every_submission_once_through_a_long_storm(
    start_stack: Callable[..., Stack], kind: str
) -> None:
    stack = start_stack(kind, CHAINRULE_PENDING_SECONDS="2", CHAINRULE_WAIT_SECONDS="0.2")
    kills = random.Random(7).choices(["worker", "broker", "web"], k=20)

    assert (2000,) * 4 == run(stack, 2000, kills)
