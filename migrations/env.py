"""How Alembic reaches the database; run by server.database.upgrade and by the alembic command.

A database is given as a URL in the config's attributes, or by CHAINRULE_DATABASE_URL.
"""

import os

import sqlalchemy
from alembic import context
from sqlalchemy import Connection, NullPool

from server.models import Base

# A migration must not stand in the way of the running service: it gives up instead.
_TIMEOUTS = ("SET lock_timeout = '4s'", "SET statement_timeout = '60s'")


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _refuse_orphans(connection: Connection) -> None:
    # Foreign keys are off while SQLite rebuilds a table, else the rebuild of a parent would
    # delete all its children. So the keys are checked afterwards.
    if orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise RuntimeError(f"The migration left rows without their parent: {orphans[:5]}")


def _run() -> None:
    url = context.config.attributes.get("url") or os.environ["CHAINRULE_DATABASE_URL"]
    engine = sqlalchemy.create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            for timeout in _TIMEOUTS:
                connection.exec_driver_sql(timeout)
            connection.commit()
        _migrate(connection)
        if engine.dialect.name == "sqlite":
            _refuse_orphans(connection)


_run()
