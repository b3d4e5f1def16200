"""Fresh databases, on SQLite and on PostgreSQL, empty or with all tables in them."""

import functools
import itertools
import os
import shutil
from pathlib import Path

from server.database import upgrade
from server.runtime.postgres import Postgres, start_postgres

KINDS = ("sqlite", "postgres")


class Databases:
    """Makes databases; the PostgreSQL server starts when the first one on it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)

    @functools.cached_property
    def server(self) -> Postgres:
        """The PostgreSQL server of this test run."""
        return start_postgres()

    def empty(self, kind: str) -> str:
        """Return the address of a new database without tables."""
        if kind == "sqlite":
            return f"sqlite:///{self._new_file()}"
        return self._create()

    def migrated(self, kind: str) -> str:
        """Return the address of a new database with every table, copied from a template."""
        if kind == "sqlite":
            target = self._new_file()
            shutil.copyfile(self._sqlite_template, target)
            return f"sqlite:///{target}"
        return self._create(template=self._postgres_template)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        name = url.rpartition("/")[2]
        if url.startswith("postgresql"):
            self.server.run(f'DROP DATABASE "{name}" WITH (FORCE)')
        else:
            (self.folder / name).unlink(missing_ok=True)

    def close(self) -> None:
        """Stop the PostgreSQL server if it was started."""
        if "server" in self.__dict__:
            self.server.stop()

    def _new_file(self) -> Path:
        return self.folder / f"{next(self.numbers)}.db"

    def _create(self, template: str = "template0") -> str:
        # The process id keeps parallel test runs on one given server apart.
        name = f"chainrule_{os.getpid()}_{next(self.numbers)}"
        self.server.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.server.database(name)

    @functools.cached_property
    def _sqlite_template(self) -> Path:
        path = self._new_file()
        upgrade(f"sqlite:///{path}")
        return path

    @functools.cached_property
    def _postgres_template(self) -> str:
        url = self._create()
        upgrade(url)
        return url.rpartition("/")[2]
