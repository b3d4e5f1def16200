"""Fixtures of the whole suite: real servers, fresh databases, the running service.

Nothing is skipped when a machine lacks a server: the test fails and says what is missing.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.servers.broker import start_broker
from tests.servers.chromium import find_chromium
from tests.servers.databases import KINDS, Databases
from tests.servers.stack import Stack

# The machine's speed must not decide whether a property holds, and a failure must come back.
hypothesis.settings.register_profile("chainrule", deadline=None, derandomize=True)
hypothesis.settings.load_profile("chainrule")


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Valkey or Redis server, shared by the test run."""
    if given := os.environ.get("CHAINRULE_TEST_REDIS_URL"):
        yield given
        return
    child, url = start_broker(tmp_path_factory.mktemp("broker"))
    yield url
    child.kill()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """The maker of databases, for fixtures of a wider scope than one test."""
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture
def postgres_url(databases: Databases) -> Iterator[str]:
    """A fresh, empty database on a real PostgreSQL server."""
    url = databases.empty("postgres")
    yield url
    databases.drop(url)


@pytest.fixture
def sqlite_url(databases: Databases) -> Iterator[str]:
    """A fresh, empty SQLite file."""
    url = databases.empty("sqlite")
    yield url
    databases.drop(url)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A fresh, empty database: the test runs on SQLite and on PostgreSQL."""
    url = databases.empty(request.param)
    yield url
    databases.drop(url)


@pytest.fixture(params=KINDS)
def migrated_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A fresh database with every table: the test runs on SQLite and on PostgreSQL."""
    url = databases.migrated(request.param)
    yield url
    databases.drop(url)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Iterator[Stack]:
    """The running service, shared by the test run: stop or kill nothing in it."""
    running = Stack(tmp_path_factory.mktemp("stack"), databases.migrated("sqlite"), {})
    running.start()
    yield running
    running.close()


@pytest.fixture
def start_stack(
    tmp_path_factory: pytest.TempPathFactory, databases: Databases
) -> Iterator[Callable[..., Stack]]:
    """Start a service of the test's own: ``start_stack(kind="postgres", CHAINRULE_X="1")``."""
    started: list[Stack] = []

    def start(kind: str = "sqlite", **environment: str) -> Stack:
        folder = tmp_path_factory.mktemp("stack")
        started.append(Stack(folder, databases.migrated(kind), environment))
        started[-1].start()
        return started[-1]

    yield start
    for one in started:
        one.close()


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program."""
    return find_chromium()
