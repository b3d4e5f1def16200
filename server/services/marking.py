"""Reading what the grader said."""

from sqlalchemy import bindparam, select

from grader.marked import Marking as Marked
from grader.record import Record, unpack
from grader.suspects import suspects
from server.core import core
from server.models import Attempt, Marking, Submission
from server.services import submitting
from server.services.drawing import variant_of

_NEWEST = (
    select(Marking.score, Marking.max, Marking.verdicts, Marking.detail, Marking.grader_version)
    .where(Marking.submission_id == bindparam("submission"))
    .order_by(Marking.id.desc())
    .limit(1)
)


def marking_of(submission: Submission, heard: Record | None = None) -> Marked | None:
    """The newest marking of a submission, or None while there is none.

    `heard` is the record that `waiting.wait` brought, if it did.
    """
    record = heard or _newest(submission)
    if record is None:
        return None
    return unpack(variant_of(submission.attempt), submission.answers, record)


def suspected(attempt: Attempt) -> frozenset[str]:
    """What the newest marking of an attempt makes its student suspected of."""
    submission = submitting.latest(attempt)
    marked = marking_of(submission) if submission else None
    return suspects(marked) if marked else frozenset()


def _newest(submission: Submission) -> Record | None:
    with core().database.autocommit.connect() as connection:
        row = connection.execute(_NEWEST, {"submission": submission.id}).one_or_none()
    return Record(*row) if row else None
