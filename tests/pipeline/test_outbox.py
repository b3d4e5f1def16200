"""What is sent is exactly what was committed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

from grader.queue import NotSent, Queue
from server import outbox


class FakeQueue(Queue):
    """Keeps what is sent."""

    def __init__(self, down: bool = False) -> None:
        self.sent: list[int] = []
        self.down = down

    def send(self, submission: int) -> None:
        if self.down:
            raise NotSent("the broker is away")
        self.sent.append(submission)


@pytest.fixture
def queue() -> FakeQueue:
    return FakeQueue()


@pytest.fixture
def session(queue: FakeQueue) -> Iterator[Session]:
    engine = create_engine("sqlite://")
    sessions = sessionmaker(engine)
    outbox.serve(sessions, queue)
    with sessions() as opened:
        yield opened
    engine.dispose()


def add(session: Session, submission: int) -> None:
    session.execute(text("SELECT 1"))
    outbox.add(session, submission)


def test_it_sends_nothing_before_the_commit(session: Session, queue: FakeQueue) -> None:
    add(session, 1)

    assert [] == queue.sent


def test_it_sends_what_is_committed_in_order(session: Session, queue: FakeQueue) -> None:
    add(session, 1)
    add(session, 2)
    session.commit()

    assert [1, 2] == queue.sent


def test_it_sends_only_the_second_when_the_first_is_rolled_back(
    session: Session, queue: FakeQueue
) -> None:
    add(session, 1)
    session.rollback()
    add(session, 2)
    session.commit()

    assert [2] == queue.sent


def test_it_forgets_what_a_closed_session_never_committed(
    session: Session, queue: FakeQueue
) -> None:
    add(session, 1)
    session.close()
    add(session, 2)
    session.commit()

    assert [2] == queue.sent


def test_it_sends_each_only_once_over_two_commits(session: Session, queue: FakeQueue) -> None:
    add(session, 1)
    session.commit()
    add(session, 2)
    session.commit()

    assert [1, 2] == queue.sent


def test_it_keeps_what_was_added_around_a_savepoint(session: Session, queue: FakeQueue) -> None:
    add(session, 1)
    with session.begin_nested():
        session.execute(text("SELECT 1"))
    session.commit()

    assert [1] == queue.sent


def test_it_only_logs_when_the_broker_is_away(session: Session, queue: FakeQueue) -> None:
    queue.down = True
    add(session, 1)
    session.commit()

    assert not outbox.send(queue, 1)
