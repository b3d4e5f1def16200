"""Handing in answers, and finding what was handed in."""

import datetime
import functools
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, make_transient_to_detached

from server import outbox
from server.core import core
from server.database import dialect_of, insert, session
from server.models import Attempt, Submission
from server.models.attempt import public_id
from server.models.base import now
from server.models.submission import ERROR, PENDING
from server.services.answers import digest, fitted
from server.services.drawing import variant_of


def submit(attempt: Attempt, answers: Mapping[str, object]) -> Submission:
    """Keep the answers as a pending submission, commit, and send it to the grader.

    The same answers again are the earlier submission. Raises BadInput.
    """
    typed = fitted(variant_of(attempt), answers)
    opened = session()
    submission = _new(opened, attempt, typed) or _again(opened, attempt, typed)
    if submission.status == PENDING:
        outbox.add(opened, submission.id)
    opened.commit()
    return submission


def latest(attempt: Attempt) -> Submission | None:
    """The newest submission of an attempt."""
    return session().scalars(_of(attempt).order_by(Submission.id.desc()).limit(1)).one_or_none()


def history(attempt: Attempt) -> Sequence[Submission]:
    """All submissions of an attempt, oldest first, without their answers."""
    query = _of(attempt).order_by(Submission.id).options(defer(Submission.answers))
    return session().scalars(query).all()


def tries(attempt: Attempt) -> int:
    """How many different submissions an attempt has."""
    query = select(func.count(Submission.id)).where(Submission.attempt_id == attempt.id)
    return session().execute(query).scalar_one()


def _of(attempt: Attempt) -> Any:
    return select(Submission).where(Submission.attempt_id == attempt.id)


def _new(opened: Session, attempt: Attempt, typed: Mapping[str, Any]) -> Submission | None:
    """The new row, or None when the same answers are there already (a double click, say)."""
    row = {
        "public_id": public_id(),
        "attempt_id": attempt.id,
        "answers": typed,
        "digest": digest(typed),
        "status": PENDING,
        "tries": 0,
        "next_try": _patience(),
        "created_at": now(),
        "marked_at": None,
    }
    number = opened.execute(_keep(dialect_of(opened)), row).scalar_one_or_none()
    return None if number is None else _loaded(opened, Submission(id=number, **row))


@functools.cache
def _keep(dialect: str) -> Any:
    # Building a statement costs as much as running it, so it is built once.
    new = insert(Submission.__table__, dialect)
    same = new.on_conflict_do_nothing(index_elements=["attempt_id", "digest"])
    return same.returning(Submission.__table__.c.id)


def _loaded(opened: Session, submission: Submission) -> Submission:
    """The object as if it had been read back, which would cost another query."""
    make_transient_to_detached(submission)
    opened.add(submission)
    return submission


def _again(opened: Session, attempt: Attempt, typed: Mapping[str, Any]) -> Submission:
    """The earlier row; one that could not be marked is given another chance."""
    query = _of(attempt).where(Submission.digest == digest(typed))
    submission: Submission = opened.scalars(query).one()
    if submission.status == ERROR:
        submission.status, submission.tries, submission.next_try = PENDING, 0, _patience()
    return submission


def _patience() -> datetime.datetime:
    return now() + datetime.timedelta(seconds=core().settings.pending_seconds)
