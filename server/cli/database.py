"""Which database a command works on."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click


def database_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--database`` and ``--data``."""
    url = click.option("--database", metavar="URL", help="SQLAlchemy URL of the database.")
    folder = click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help="The data folder of chainrule up.",
    )
    return url(folder(command))


def url_of(database: str | None, data: Path | None) -> str:
    """The database named on the command line, else that of the environment."""
    if database and data:
        raise click.UsageError("Give --database or --data, not both.")
    if data:
        from server.runtime.folder import DataFolder

        return DataFolder(data.resolve()).database_url
    return _checked(database or _from_environment())


def _checked(url: str) -> str:
    from sqlalchemy.exc import ArgumentError

    from server.database import make_engine

    try:
        make_engine(url).dispose()
    except ArgumentError:
        raise click.UsageError("This is not the URL of a database that can be used.") from None
    return url


def _from_environment() -> str:
    from server.settings import Settings

    # The command line needs the database alone of all that a server needs.
    unused = {"CHAINRULE_REDIS_URL": "redis://unused", "CHAINRULE_SECRET_KEY": "unused" * 3}
    return Settings.from_environment({**unused, **os.environ}).database_url


@contextmanager
def opened(url: str) -> Iterator[None]:
    """A place where the services find their database."""
    from flask import Flask

    from server.database import Database

    app = Flask("chainrule")
    database = Database(url)
    database.init_app(app)
    try:
        with app.app_context():
            yield
    finally:
        database.close()
