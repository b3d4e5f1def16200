"""Our service and its floor as real processes on one broker and one database server."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from server.runtime import commands
from server.runtime.children import Child
from server.runtime.errors import MissingServer
from server.runtime.postgres import start_postgres
from server.runtime.valkey import Valkey, find_program, free_port

START_SECONDS = 60
PROCESSES = 2


@contextmanager
def running(folder: Path) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The environments of our service and of its floor, on CHAINRULE_PORT of each."""
    with ExitStack() as stack:
        database = stack.enter_context(_databases(folder))
        server = Valkey.inside(folder / "broker", find_program())
        _start(stack, commands.broker(server, folder / "broker.log"))
        ours = _environment(database("ours"), server.url)
        floor = _environment(database("floor"), server.url.replace("db=0", "db=1"))
        _start_ours(stack, ours, folder)
        _start_floor(stack, floor, folder)
        yield ours, floor


def _start_ours(stack: ExitStack, environment: dict[str, str], folder: Path) -> None:
    listener = stack.enter_context(commands.listen(int(environment["CHAINRULE_PORT"])))
    _start(stack, commands.web(listener, environment, folder / "web.log", folder / "news"))
    _start(stack, commands.worker(environment, folder / "worker.log", folder / "ready"))


def _start_floor(stack: ExitStack, environment: dict[str, str], folder: Path) -> None:
    ready, program = folder / "floor.ready", [sys.executable, "-m", "server.bench.floor"]
    web = [*program, "web", environment["CHAINRULE_PORT"]]
    worker = [*program, "worker", str(ready), str(PROCESSES)]
    log = folder / "floor.log"
    _start(stack, Child("floor's web", lambda: web, environment, log, lambda: True))
    _start(stack, Child("floor's worker", lambda: worker, environment, log, ready.exists))


def _start(stack: ExitStack, child: Child) -> None:
    child.start()
    stack.callback(child.stop, 10)
    child.await_ready(START_SECONDS)


def _environment(database_url: str, redis_url: str) -> dict[str, str]:
    return os.environ | {
        "CHAINRULE_DATABASE_URL": database_url,
        "CHAINRULE_REDIS_URL": redis_url,
        "CHAINRULE_SECRET_KEY": secrets.token_hex(32),
        "CHAINRULE_RATE_LIMIT": "1000000 per minute",
        "CHAINRULE_WAITERS": "16",
        "CHAINRULE_PORT": str(free_port()),
    }


@contextmanager
def _databases(folder: Path) -> Iterator[Callable[[str], str]]:
    """Makes databases by name: on PostgreSQL where it is installed, else on SQLite."""
    try:
        server = start_postgres()
    except MissingServer:
        yield lambda name: f"sqlite:///{folder / name}.db"
        return

    def create(name: str) -> str:
        server.run(f'CREATE DATABASE "{name}"')
        return server.database(name)

    try:
        yield create
    finally:
        server.stop()
