"""Which revision of the tables a database has, and which is the newest."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from server.database import alembic_config, make_engine

NONE = "base"


def current(url: str) -> str:
    """The revision of a database, ``base`` where there are no tables yet."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision() or NONE
    finally:
        engine.dispose()


def head() -> str:
    """The newest revision that this program knows."""
    scripts = ScriptDirectory.from_config(alembic_config("sqlite://"))
    return scripts.get_current_head() or NONE
