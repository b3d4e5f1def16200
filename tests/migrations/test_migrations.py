"""The tables can be built, taken back and built again, on both kinds of database."""

import datetime
import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

import migrations
from server import database
from server.models import Base
from server.models.base import UtcTime

TABLES = set(Base.metadata.tables)
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = database.make_engine(database_url)
    yield made
    made.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_it_builds_every_table(database_url: str, engine: Engine) -> None:
    database.upgrade(database_url)

    assert TABLES == tables(engine)


def test_it_takes_every_table_back_and_builds_it_again(database_url: str, engine: Engine) -> None:
    database.upgrade(database_url)
    database.downgrade(database_url, "base")
    nothing = tables(engine)
    database.upgrade(database_url)

    assert (set(), TABLES) == (nothing, tables(engine))


def test_it_may_be_run_again(database_url: str, engine: Engine) -> None:
    database.upgrade(database_url)
    add_marking(engine)
    database.upgrade(database_url)

    assert [("marked", 3.5)] == markings(engine)


def test_it_builds_what_the_models_say(database_url: str) -> None:
    database.upgrade(database_url)

    command.check(database.alembic_config(database_url))


def test_it_refuses_a_revision_that_does_not_exist(database_url: str) -> None:
    with pytest.raises(CommandError):
        database.upgrade(database_url, "9999")


def test_it_keeps_children_when_a_parent_table_is_rebuilt(
    database_url: str, engine: Engine, tmp_path: Path
) -> None:
    database.upgrade(database_url)
    add_marking(engine)
    run_step(
        database_url,
        tmp_path,
        """
        with op.batch_alter_table("submission") as batch:
            batch.drop_constraint(op.f("ck_submission_status"), type_="check")
        """,
    )

    assert [("marked", 3.5)] == markings(engine)


def test_it_refuses_a_step_that_leaves_rows_without_their_parent(
    sqlite_url: str, tmp_path: Path
) -> None:
    database.upgrade(sqlite_url)
    engine = database.make_engine(sqlite_url)
    add_marking(engine)
    engine.dispose()

    with pytest.raises(RuntimeError, match="without their parent"):
        run_step(sqlite_url, tmp_path, 'op.execute("DELETE FROM submission")')


def test_it_refuses_a_status_that_does_not_exist(database_url: str, engine: Engine) -> None:
    database.upgrade(database_url)
    add_marking(engine)
    with engine.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text("UPDATE submission SET status = 'lost'"))


def test_it_refuses_a_second_marking_by_the_same_grader(database_url: str, engine: Engine) -> None:
    database.upgrade(database_url)
    add_marking(engine)
    with engine.begin() as connection, pytest.raises(IntegrityError):
        insert_marking(connection)


def test_it_removes_everything_of_an_account_with_it(database_url: str, engine: Engine) -> None:
    database.upgrade(database_url)
    add_marking(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM user_account"))

    assert [] == markings(engine)


def test_it_keeps_times_in_utc(engine: Engine) -> None:
    metadata = sqlalchemy.MetaData()
    table = sqlalchemy.Table("moment", metadata, sqlalchemy.Column("at", UtcTime))
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(table.insert().values(at=NOON))
        stored = connection.execute(sqlalchemy.select(table.c.at)).scalar_one()

    assert (NOON, datetime.timedelta(0)) == (stored, stored.utcoffset())


def test_it_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcTime().process_bind_param(NOON.replace(tzinfo=None), sqlite.dialect())


def run_step(url: str, folder: Path, body: str) -> None:
    """Run a step of the test's own after the newest real one."""
    config = database.alembic_config(url)
    (newest,) = ScriptDirectory.from_config(config).get_heads()
    (folder / "test.py").write_text(
        "from alembic import op\n"
        f"revision = 'test'\ndown_revision = {newest!r}\n"
        "def upgrade():\n" + textwrap.indent(textwrap.dedent(body), "    ")
    )
    places = [Path(migrations.__file__).parent / "versions", folder]
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join(map(str, places)))
    command.upgrade(config, "test")


def add_marking(engine: Engine) -> None:
    """One row in each table that a marking needs."""
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO user_account (id, email, name, password_hash, role)"
            " VALUES (1, 'ada@example.org', 'Ada', 'x', 'student')",
            "INSERT INTO variant (id, hash, family, version, seed, params, content, truth)"
            " VALUES (1, 'h', 'mlp', 1, 7, '{}', '{}', '{}')",
            "INSERT INTO attempt (id, public_id, user_id, variant_id) VALUES (1, 'a', 1, 1)",
            "INSERT INTO submission"
            " (id, public_id, attempt_id, answers, digest, status, tries, next_try)"
            " VALUES (1, 's', 1, '{}', 'd', 'marked', 0, CURRENT_TIMESTAMP)",
        ):
            connection.execute(text(statement))
        insert_marking(connection)


def insert_marking(connection: Connection) -> None:
    connection.execute(
        text(
            "INSERT INTO marking (submission_id, grader_version, score, max, verdicts, detail)"
            " VALUES (1, '1.0.0', 3.5, 4, 'cc', '{}')"
        )
    )


def markings(engine: Engine) -> list[tuple[str, float]]:
    query = text(
        "SELECT submission.status, marking.score FROM marking"
        " JOIN submission ON submission.id = marking.submission_id"
    )
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]
