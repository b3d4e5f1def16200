"""Connections: those that were cut while they rested, and the rules of SQLite."""

import pytest
from sqlalchemy import text

from server import database
from server.database import Database


def test_it_replaces_a_connection_that_was_cut_while_it_rested(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_LONG_REST", 0.0)
    ours, other = Database(postgres_url), Database(postgres_url)
    with ours.autocommit.connect() as connection:
        process = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with other.autocommit.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:p)"), {"p": process})
    with ours.autocommit.connect() as connection:
        replaced = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    ours.close()
    other.close()

    assert process != replaced


def test_it_holds_no_lock_while_it_only_reads(sqlite_url: str) -> None:
    one = Database(sqlite_url)
    with one.engine.begin() as connection:
        connection.execute(text("CREATE TABLE word (text TEXT)"))
    with one.reading() as reader, one.writing() as writer:
        reader.execute(text("SELECT * FROM word")).all()
        writer.execute(text("INSERT INTO word VALUES ('gradient')"))
        writer.commit()
        found = reader.execute(text("SELECT text FROM word")).scalars().all()
    one.close()

    assert ["gradient"] == found


def test_it_takes_back_what_a_transaction_did_not_commit(migrated_url: str) -> None:
    one = Database(migrated_url)
    with one.writing() as writer:
        writer.execute(text("DELETE FROM alembic_version"))
    with one.reading() as reader:
        kept = reader.execute(text("SELECT count(*) FROM alembic_version")).scalar_one()
    one.close()

    assert 1 == kept


@pytest.mark.parametrize(
    ("pragma", "value"), [("foreign_keys", 1), ("busy_timeout", 10_000), ("synchronous", 1)]
)
def test_it_keeps_the_rules_of_sqlite(sqlite_url: str, pragma: str, value: int) -> None:
    one = Database(sqlite_url)
    with one.engine.connect() as connection:
        found = connection.execute(text(f"PRAGMA {pragma}")).scalar_one()
    one.close()

    assert value == found
