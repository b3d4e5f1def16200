"""Who signs in."""

import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Base, created

ROLES = ("student", "instructor", "admin")


class User(Base):
    """An account. The email is normalised; the hash is Argon2's own text with its parameters."""

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("role IN ('student', 'instructor', 'admin')", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(default="student")
    created_at: Mapped[datetime.datetime] = created()
