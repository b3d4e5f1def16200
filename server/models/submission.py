"""One press of Submit."""

import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.models.attempt import Attempt, public_id
from server.models.base import Base, created

PENDING = "pending"
MARKED = "marked"
ERROR = "error"


class Submission(Base):
    """The answers as typed. While `pending`, this row is the truth and the broker only a hint.

    `digest` names the answers, so that the same answers twice are one submission; `tries` counts
    how often it was sent again, the next time at `next_try`.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("attempt_id", "digest"),
        CheckConstraint("status IN ('pending', 'marked', 'error')", "status"),
        # Only what is pending is ever looked for by time.
        Index(
            "ix_submission_pending",
            "next_try",
            postgresql_where=text("status = 'pending'"),
            sqlite_where=text("status = 'pending'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    attempt_id: Mapped[int] = mapped_column(ForeignKey(Attempt.id, ondelete="CASCADE"))
    answers: Mapped[dict[str, Any]]
    digest: Mapped[str]
    status: Mapped[str] = mapped_column(default=PENDING)
    tries: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[datetime.datetime]
    created_at: Mapped[datetime.datetime] = created()
    marked_at: Mapped[datetime.datetime | None]

    attempt: Mapped[Attempt] = relationship()
