"""The grader's store in the database: plain SQL, one short transaction to save."""

import redis
import structlog
from sqlalchemy import and_, select, update

from grader.record import Record
from grader.store import Work
from grader.version import VERSION
from server.bell import Bell
from server.database import Database, insert
from server.models import Attempt, Marking, StoredVariant, Submission
from server.models.base import now
from server.models.submission import MARKED
from server.variants import variant

log = structlog.get_logger()

_WORK = (
    select(Submission.answers, StoredVariant.hash, StoredVariant.id, Marking.id)
    .join(Attempt, Attempt.id == Submission.attempt_id)
    .join(StoredVariant, StoredVariant.id == Attempt.variant_id)
    .outerjoin(
        Marking,
        and_(Marking.submission_id == Submission.id, Marking.grader_version == VERSION),
    )
)


class SqlStore:
    """Implements grader.store.Store."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self.database = database
        self.bell = bell

    def load(self, submission: int) -> Work | None:
        """The work; None if this version has marked it already, or if the submission is gone."""
        with self.database.autocommit.connect() as connection:
            row = connection.execute(_WORK.where(Submission.id == submission)).one_or_none()
            if row is None:
                log.warning("submission is gone", submission=submission)
                return None
            answers, name, variant_id, marked = row
            if marked is not None:
                return None
            content = select(StoredVariant.content).where(StoredVariant.id == variant_id)
            sheet = variant(name, lambda: connection.execute(content).scalar_one())
            return Work(sheet, answers)

    def save(self, submission: int, record: Record) -> None:
        """Append the marking, once for each grader version, and ring the bell."""
        with self.database.engine.begin() as connection:
            marking = insert(Marking, connection).values(
                submission_id=submission,
                grader_version=record.grader,
                score=record.score,
                max=record.max,
                verdicts=record.verdicts,
                detail=record.detail,
            )
            connection.execute(marking.on_conflict_do_nothing())
            marked = update(Submission).where(Submission.id == submission)
            connection.execute(marked.values(status=MARKED, marked_at=now()))
        self._ring(submission)

    def _ring(self, submission: int) -> None:
        try:
            self.bell.ring(submission)
        except redis.RedisError as error:
            log.warning("bell not rung", submission=submission, reason=str(error))
