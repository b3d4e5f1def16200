"""Connections, sessions and migrations, on PostgreSQL and on SQLite."""

import json
import math
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
import sqlalchemy
from flask import Flask, current_app, g
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

import migrations

# Earlier SQLite versions may corrupt a write-ahead log that several connections check-point at
# once; the rollback journal is slower but safe.
_JOURNAL = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
_PRAGMAS = (f"journal_mode={_JOURNAL}", "synchronous=NORMAL", "foreign_keys=ON")
_BUSY_SECONDS = 10
_LONG_REST = 5.0

to_json: Callable[[Any], str] = partial(
    json.dumps, ensure_ascii=False, allow_nan=False, separators=(",", ":")
)


class Database:
    """One engine with two kinds of sessions: `reading` without a transaction, `writing` in one."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self.autocommit = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        self.reading = sessionmaker(self.autocommit, expire_on_commit=False)
        self.writing = sessionmaker(self.engine, expire_on_commit=False)

    def init_app(self, app: Flask) -> None:
        """Give each request of the app its own session, closed at its end."""
        app.extensions["database"] = self
        app.teardown_appcontext(_close)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def session() -> Session:
    """The session of this request (or app context), one and the same until it ends.

    It has no transaction: each statement stands alone, commits at once, and holds no lock while a
    page is rendered or a marking is waited for. What must be written in several statements, all or
    none, is written in a session of `Database.writing`.
    """
    if "session" not in g:
        database: Database = current_app.extensions["database"]
        g.session = database.reading()
    opened: Session = g.session
    return opened


def _close(_: BaseException | None) -> None:
    if opened := g.pop("session", None):
        opened.close()


def make_engine(url: str, **options: Any) -> Engine:
    """An engine that keeps our rules. It connects when first used, so a fork may come before."""
    address = _with_driver(url)
    if address.get_backend_name() != "sqlite":
        options = {"pool_size": 16, "max_overflow": 16} | options
        engine = sqlalchemy.create_engine(address, json_serializer=to_json, **options)
        _ask_rested(engine)
        return engine
    timeout = {"timeout": _BUSY_SECONDS}
    engine = sqlalchemy.create_engine(
        address, json_serializer=to_json, connect_args=timeout, **options
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _ask_rested(engine: Engine) -> None:
    """Ask a connection whether it still lives, if it rested so long that it may have been cut.

    SQLAlchemy's own pre-ping asks at each use, which costs as much as a small query.
    """

    def rest(_: object, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = time.monotonic()

    def ask(connection: Any, record: ConnectionPoolEntry, _: object) -> None:
        if time.monotonic() - record.info.get("rests_since", math.inf) < _LONG_REST:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    event.listen(engine, "checkin", rest)
    event.listen(engine, "checkout", ask)


def _with_driver(url: str) -> URL:
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        return address.set(drivername="postgresql+psycopg")
    return address


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # else the driver begins transactions by its own rules
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    # A transaction that reads first and then writes cannot wait for the lock; one that takes
    # the lock at once can.
    if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def insert(into: Any, dialect: str) -> Any:
    """An INSERT that knows ON CONFLICT; "postgresql" and "sqlite" spell it alike."""
    return {"postgresql": postgresql, "sqlite": sqlite}[dialect].insert(into)


def dialect_of(opened: Session) -> str:
    """The name of a session's kind of database."""
    return opened.get_bind().dialect.name


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the tables of a database up to the newest revision (or to the one named)."""
    alembic.command.upgrade(alembic_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take the tables of a database back to an earlier revision, "base" for none at all."""
    alembic.command.downgrade(alembic_config(url), revision)


def alembic_config(url: str) -> alembic.config.Config:
    """What Alembic's commands need to work on this database, wherever we are installed."""
    config = alembic.config.Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["url"] = _with_driver(url)
    return config
