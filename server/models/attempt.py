"""A student's work on one variant."""

import datetime
import secrets

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.models.base import Base, created
from server.models.stored_variant import StoredVariant
from server.models.user import User


def public_id() -> str:
    """A name for an address that cannot be guessed: 22 letters, digits, - and _."""
    return secrets.token_urlsafe(16)


class Attempt(Base):
    """One student, one variant; known outside by its public id only.

    `solution_at`: when the student had the worked solution shown; what is handed in after that does
    not count.
    """

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey(StoredVariant.id), index=True)
    created_at: Mapped[datetime.datetime] = created()
    solution_at: Mapped[datetime.datetime | None]

    user: Mapped[User] = relationship()
    variant: Mapped[StoredVariant] = relationship()
