"""What all tables share: names of constraints, and times in UTC."""

import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, DateTime, Integer, MetaData, String, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import JSON, TypeDecorator

# Without names SQLite could never drop a constraint again.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime.datetime]):
    """A time that is aware on both sides; SQLite keeps no zone, so it is stored as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, _: Dialect
    ) -> datetime.datetime | None:
        """Turn an aware time into UTC; raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A stored time needs its zone.")
        return value.astimezone(datetime.UTC)

    def process_result_value(
        self, value: datetime.datetime | None, _: Dialect
    ) -> datetime.datetime | None:
        """Say that what was stored is UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=datetime.UTC)


def now() -> datetime.datetime:
    """This moment, in UTC."""
    return datetime.datetime.now(datetime.UTC)


class Base(DeclarativeBase):
    """The root of all models."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar = {
        datetime.datetime: UtcTime,
        dict[str, Any]: JSON,
        # SQLite counts up only a primary key that is called INTEGER; it has 64 bits there too.
        int: BigInteger().with_variant(Integer, "sqlite"),
        str: String(200),
    }


def created() -> Mapped[datetime.datetime]:
    """A column with the moment its row was written."""
    return mapped_column(default=now, server_default=text("CURRENT_TIMESTAMP"))
