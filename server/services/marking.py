"""Reading what the grader said."""

from sqlalchemy import select

from grader.marked import Marking as Marked
from grader.record import Record, unpack
from server.core import core
from server.models import Marking, Submission
from server.services.drawing import variant_of


def marking_of(submission: Submission) -> Marked | None:
    """The newest marking of a submission, or None while there is none."""
    row = _newest(submission)
    if row is None:
        return None
    record = Record(row.score, row.max, row.verdicts, row.detail, row.grader_version)
    return unpack(variant_of(submission.attempt), submission.answers, record)


def _newest(submission: Submission) -> Marking | None:
    query = select(Marking).where(Marking.submission_id == submission.id)
    with core().database.reading() as opened:
        return opened.scalars(query.order_by(Marking.id.desc()).limit(1)).one_or_none()
