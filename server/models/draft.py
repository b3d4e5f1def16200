"""Work that is not submitted yet."""

import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.models.attempt import Attempt
from server.models.base import Base, now


class Draft(Base):
    """The newest unsubmitted answers of an attempt."""

    __tablename__ = "draft"

    attempt_id: Mapped[int] = mapped_column(
        ForeignKey(Attempt.id, ondelete="CASCADE"), primary_key=True
    )
    answers: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime.datetime] = mapped_column(default=now)
