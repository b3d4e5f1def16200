"""A drawn exercise, frozen as it was shown."""

import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from server.models.base import Base, created


class StoredVariant(Base):
    """A variant with its true values. Never changed: later code must not change what was shown.

    `content` is Variant.to_json(), `truth` the true value of every step.
    """

    __tablename__ = "variant"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(unique=True)
    family: Mapped[str] = mapped_column(index=True)
    version: Mapped[int]
    seed: Mapped[int]
    params: Mapped[dict[str, Any]]
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    truth: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    created_at: Mapped[datetime.datetime] = created()
