"""The servers of the test suite itself."""

import psycopg
import redis
import sqlalchemy


def test_it_gives_a_redis_that_stores(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        client.set("chainrule:test", "1")

        assert b"1" == client.get("chainrule:test")


def test_it_gives_a_fresh_postgres_database(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as link:
        tables = link.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")

        assert (0,) == tables.fetchone()


def test_it_gives_both_kinds_of_database(database_url: str) -> None:
    assert database_url.startswith(("sqlite:///", "postgresql+psycopg://chainrule"))


def test_it_gives_databases_with_tables(migrated_url: str) -> None:
    engine = sqlalchemy.create_engine(migrated_url)
    names = sqlalchemy.inspect(engine).get_table_names()
    engine.dispose()

    assert "submission" in names
