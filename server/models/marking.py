"""What a grader version said of one submission."""

import datetime
from typing import Any

from sqlalchemy import Float, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.models.base import Base, created
from server.models.submission import Submission


class Marking(Base):
    """A packed marking (see grader.record). Appended, never changed.

    The unique key makes marking the same submission again harmless.
    """

    __tablename__ = "marking"
    __table_args__ = (UniqueConstraint("submission_id", "grader_version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id, ondelete="CASCADE"))
    grader_version: Mapped[str]
    score: Mapped[float] = mapped_column(Float(53))
    max: Mapped[float] = mapped_column(Float(53))
    verdicts: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]]
    created_at: Mapped[datetime.datetime] = created()

    submission: Mapped[Submission] = relationship()
