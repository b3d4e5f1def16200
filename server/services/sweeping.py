"""Sends forgotten submissions again: whatever was lost, the row is still there."""

import datetime
from collections.abc import Sequence

import redis
import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from server import outbox
from server.core import core
from server.models import Submission
from server.models.base import now
from server.models.submission import ERROR, PENDING

_BATCH = 500
_LONGEST_PAUSE = 600.0
log = structlog.get_logger()


def sweep() -> int:
    """Send again what is pending for too long; returns how many. Any number may run at once.

    After too many tries a submission becomes an error, which its page shows. No try is spent
    while the broker is away.
    """
    if not _broker_answers():
        return 0
    with core().database.writing() as opened:
        due = _due(opened)
        for submission in due:
            _try_again(opened, submission)
        opened.commit()
    return len(due)


def _broker_answers() -> bool:
    try:
        return bool(core().bell.client.ping())
    except redis.RedisError as error:
        log.warning("the broker does not answer", reason=str(error))
        return False


def _due(opened: Session) -> Sequence[Submission]:
    # Rows that another sweep holds are skipped; SQLite locks as a whole instead.
    query = (
        select(Submission)
        .where(Submission.status == PENDING, Submission.next_try < now())
        .order_by(Submission.next_try)
        .limit(_BATCH)
        .options(load_only(Submission.tries))
        .with_for_update(skip_locked=True)
    )
    return opened.scalars(query).all()


def _try_again(opened: Session, submission: Submission) -> None:
    settings = core().settings
    if submission.tries >= settings.tries:
        log.error("submission given up", submission=submission.id, tries=submission.tries)
        submission.status = ERROR
        return
    submission.tries += 1
    pause = min(settings.pending_seconds * 2**submission.tries, _LONGEST_PAUSE)
    submission.next_try = now() + datetime.timedelta(seconds=pause)
    outbox.add(opened, submission.id)
