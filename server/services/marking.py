"""Reading what the grader said."""

from sqlalchemy import bindparam, select

from grader.marked import Marking as Marked
from grader.record import Record, unpack
from server.core import core
from server.models import Marking, Submission
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


def _newest(submission: Submission) -> Record | None:
    with core().database.autocommit.connect() as connection:
        row = connection.execute(_NEWEST, {"submission": submission.id}).one_or_none()
    return Record(*row) if row else None
