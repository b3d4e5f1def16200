"""The pipeline over real processes: web, broker and grading worker."""

import sys
import time
from collections.abc import Callable

import pytest
from sqlalchemy import select

from server.database import make_engine
from server.models import Submission
from tests.pipeline.client import hand_in, new_sheets
from tests.pipeline.poisoned_worker import BROKEN, DEADLY
from tests.servers.stack import Stack

PATIENCE = 90.0
POISONED_WORKER = "tests.pipeline.poisoned_worker"


def status_of(stack: Stack, public_id: str) -> str:
    engine = make_engine(stack.database_url)
    query = select(Submission.status).where(Submission.public_id == public_id)
    with engine.connect() as connection:
        status: str = connection.execute(query).scalar_one()
    engine.dispose()
    return status


def settled(stack: Stack, public_id: str) -> str:
    """Wait until a submission is pending no more."""
    deadline = time.monotonic() + PATIENCE
    while (status := status_of(stack, public_id)) == "pending" and time.monotonic() < deadline:
        time.sleep(0.2)
    return status


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_it_marks_a_submission_while_the_student_waits(
    start_stack: Callable[..., Stack], kind: str
) -> None:
    stack = start_stack(kind, CHAINRULE_WAIT_SECONDS="5")
    (sheet,) = new_sheets(stack, 1)
    answer = hand_in(stack, sheet, "1")

    assert (200, "marked") == (answer["http"], answer["status"])


@pytest.mark.parametrize("poison", [BROKEN, DEADLY])
def test_it_gives_up_a_submission_that_breaks_the_grader_and_marks_the_others(
    start_stack: Callable[..., Stack], poison: str
) -> None:
    stack = start_stack(CHAINRULE_PENDING_SECONDS="1", CHAINRULE_TRIES="1")
    stack.stop("worker")
    child = stack.children["worker"]
    healthy = child.command
    child.command = lambda: [sys.executable, "-m", POISONED_WORKER, *healthy()[3:]]
    stack.start("worker")
    (sheet,) = new_sheets(stack, 1)
    poisoned = hand_in(stack, sheet, poison)
    harmless = hand_in(stack, sheet, "1")

    assert ("error", "marked") == (
        settled(stack, poisoned["id"]),
        settled(stack, harmless["id"]),
    )
