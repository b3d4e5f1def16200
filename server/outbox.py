"""Sends submissions to the grader after their transaction has committed, and only then.

What a transaction wants sent is kept in its session, and forgotten when the transaction ends in
whatever way. (A commit listener added for each submission would stay behind after a rollback and
send, at the next commit, what was taken back.)
"""

import structlog
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from grader.queue import NotSent, Queue

log = structlog.get_logger()


def add(session: Session, submission: int) -> None:
    """Send the submission once this session's transaction has committed."""
    session.info.setdefault("outbox", []).append(submission)


def serve(sessions: "sessionmaker[Session]", queue: Queue) -> None:
    """Send what these sessions commit to this queue."""

    def flush(session: Session) -> None:
        for submission in session.info.pop("outbox", ()):
            send(queue, submission)

    event.listen(sessions, "after_commit", flush)
    event.listen(sessions, "after_transaction_end", _forget)


def _forget(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop("outbox", None)


def send(queue: Queue, submission: int) -> bool:
    """Send one submission now; a failure is only logged, since the sweep sends it again."""
    try:
        queue.send(submission)
    except NotSent as error:
        log.warning("submission not sent", submission=submission, reason=str(error))
        return False
    return True
