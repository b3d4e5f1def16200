"""The grader's store in the database: plain SQL, one short transaction to save."""

from contextlib import AbstractContextManager

import redis
import structlog
from sqlalchemy import Connection, Executable, and_, bindparam, select, update

from grader.record import Record
from grader.store import Work
from grader.version import VERSION
from server.bell import Bell
from server.database import Database, insert
from server.models import Attempt, Marking, StoredVariant, Submission
from server.models.base import now
from server.models.submission import MARKED
from server.news import tell
from server.variants import variant

log = structlog.get_logger()

# Built once: building a statement costs as much as running it.
_WORK = (
    select(Submission.answers, StoredVariant.hash, StoredVariant.id, Marking.id)
    .join(Attempt, Attempt.id == Submission.attempt_id)
    .join(StoredVariant, StoredVariant.id == Attempt.variant_id)
    .outerjoin(
        Marking,
        and_(Marking.submission_id == Submission.id, Marking.grader_version == VERSION),
    )
    .where(Submission.id == bindparam("submission"))
)
_CONTENT = select(StoredVariant.content).where(StoredVariant.id == bindparam("variant"))
_MARKED = (
    update(Submission.__table__)
    .where(Submission.id == bindparam("submission_id"))
    .values(status=MARKED, marked_at=bindparam("moment"))
)
_COLUMNS = ("submission_id", "grader_version", "score", "max", "verdicts", "detail")


class SqlStore:
    """Implements grader.store.Store."""

    def __init__(self, database: Database, bell: Bell) -> None:
        self.database = database
        self.bell = bell
        self.saving = _saving(database.engine.dialect.name)

    def load(self, submission: int) -> Work | None:
        """The work; None if this version has marked it already, or if the submission is gone."""
        with self.database.autocommit.connect() as connection:
            row = connection.execute(_WORK, {"submission": submission}).one_or_none()
            if row is None:
                log.warning("submission is gone", submission=submission)
                return None
            answers, name, variant_id, marked = row
            if marked is not None:
                return None
            parameters = {"variant": variant_id}
            sheet = variant(name, lambda: connection.execute(_CONTENT, parameters).scalar_one())
            return Work(sheet, answers)

    def save(self, submission: int, record: Record) -> None:
        """Append the marking, once for each grader version, and ring the bell."""
        parameters = {
            "submission_id": submission,
            "grader_version": record.grader,
            "score": record.score,
            "max": record.max,
            "verdicts": record.verdicts,
            "detail": record.detail,
            "moment": now(),
        }
        with self._transaction() as connection:
            for statement in self.saving:
                connection.execute(statement, parameters)
        self._ring(submission, record)

    def _transaction(self) -> AbstractContextManager[Connection]:
        # A single statement is a transaction by itself.
        alone = len(self.saving) == 1
        return self.database.autocommit.connect() if alone else self.database.engine.begin()

    def _ring(self, submission: int, record: Record) -> None:
        try:
            self.bell.ring(submission, tell(record))
        except redis.RedisError as error:
            log.warning("bell not rung", submission=submission, reason=str(error))


def _saving(dialect: str) -> tuple[Executable, ...]:
    """What appends a marking and marks its submission; PostgreSQL does both in one statement."""
    columns = {name: bindparam(name) for name in _COLUMNS}
    new = insert(Marking.__table__, dialect).values(created_at=bindparam("moment"), **columns)
    append = new.on_conflict_do_nothing()
    if dialect == "postgresql":
        return (_MARKED.add_cte(append.cte("appended")),)
    return (append, _MARKED)
