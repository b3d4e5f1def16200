"""``chainrule db``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.cli.revisions import NONE, head
from tests.cli.conftest import Ran

Run = Callable[..., Ran]


def test_it_brings_an_empty_database_up_and_back(run: Run, database_url: str) -> None:
    def db(*args: str) -> tuple[int, str]:
        ran = run("db", *args, "--database", database_url)
        return ran.status, (ran.out + ran.err).strip()

    assert (0, NONE) == db("current")
    assert (1, f"Error: The database is at {NONE}, not at {head()}: upgrade it.") == db("check")
    assert (0, f"The database is at revision {head()}.") == db("upgrade")
    assert (0, f"The database is at the newest revision, {head()}.") == db("check")
    assert (0, f"The database is at revision {NONE}.") == db("downgrade", "base", "--yes")
    assert (0, NONE) == db("current")


def test_it_finds_the_database_in_the_environment(run: Run, sqlite_url: str) -> None:
    assert 0 == run("db", "upgrade", CHAINRULE_DATABASE_URL=sqlite_url).status
    assert f"{head()}\n" == run("db", "current", CHAINRULE_DATABASE_URL=sqlite_url).out


def test_it_finds_the_database_in_a_file_that_the_environment_names(
    run: Run, sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "url").write_text(sqlite_url + "\n", "utf-8")

    assert (
        f"{NONE}\n" == run("db", "current", CHAINRULE_DATABASE_URL_FILE=str(tmp_path / "url")).out
    )


def test_it_finds_the_database_in_the_data_folder(run: Run, tmp_path: Path) -> None:
    assert 0 == run("db", "upgrade", "--data", tmp_path).status
    assert (tmp_path / "chainrule.db").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "CHAINRULE_DATABASE_URL is not set"),
        (("--database", "nonsense"), "not the URL of a database"),
        (("--database", "nonsense://x"), "not the URL of a database"),
        (("--database", "sqlite://", "--data", "."), "not both"),
        (("--data", "missing"), "does not exist"),
    ],
)
def test_it_asks_for_a_database_in_one_line(run: Run, args: tuple[str, ...], words: str) -> None:
    ran = run("db", "current", *args)

    assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n"))
    assert words in ran.err


def test_it_refuses_a_revision_that_it_does_not_know(run: Run, sqlite_url: str) -> None:
    ran = run("db", "upgrade", "nonsense", "--database", sqlite_url)

    assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n"))
    assert "nonsense" in ran.err


def test_it_fails_in_one_line_when_the_database_cannot_be_reached(run: Run) -> None:
    ran = run("db", "current", "--database", "postgresql://nobody:secret@127.0.0.1:1/none")

    assert (1, "", 1) == (ran.status, ran.out, ran.err.count("\n"))
    assert "secret" not in ran.err


def test_it_does_not_delete_without_a_yes(run: Run, sqlite_url: str) -> None:
    run("db", "upgrade", "--database", sqlite_url)

    assert 1 == run("db", "downgrade", "base", "--database", sqlite_url, stdin="n\n").status
    assert f"{head()}\n" == run("db", "current", "--database", sqlite_url).out
