"""One application for all page tests; each test has its own people."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from grader.marking import mark
from grader.record import pack
from server.app import create_app
from server.models import Submission, User
from server.models.submission import PENDING
from server.services import accounts
from server.settings import Settings
from server.store import SqlStore
from tests.pages.student import Student
from tests.servers.databases import Databases

PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def app(databases: Databases, redis_url: str) -> Iterator[Flask]:
    """The application on a SQLite file, with no worker: tests mark by ``mark_all``."""
    settings = Settings(
        database_url=databases.migrated("sqlite"),
        redis_url=redis_url,
        secret_key="only for tests, long enough",
        wait_seconds=0,
        rate_limit="1000000 per minute",
    )
    made = create_app(settings)
    yield made
    made.extensions["core"].close()


@pytest.fixture(scope="session")
def new_user(app: Flask) -> Callable[[], User]:
    """Make an account nobody has used."""
    numbers = itertools.count(1)

    def make() -> User:
        number = next(numbers)
        with app.test_request_context(method="POST"):
            return accounts.sign_up(f"student{number}@example.com", f"Student {number}", PASSWORD)

    return make


@pytest.fixture
def alice(app: Flask, new_user: Callable[[], User]) -> Student:
    """A signed-in student."""
    return Student(app, new_user().id)


@pytest.fixture
def bob(app: Flask, new_user: Callable[[], User]) -> Student:
    """Another signed-in student."""
    return Student(app, new_user().id)


@pytest.fixture
def visitor(app: Flask) -> Student:
    """Somebody who is not signed in."""
    return Student(app)


@pytest.fixture(scope="session")
def mark_all(app: Flask) -> Callable[[], None]:
    """Mark what is pending, as the worker would."""
    core = app.extensions["core"]
    store = SqlStore(core.database, core.bell)
    pending = select(Submission.id).where(Submission.status == PENDING)

    def run() -> None:
        with core.database.reading() as session:
            waiting = session.scalars(pending).all()
        for number in waiting:
            work = store.load(number)
            if work is not None:
                store.save(number, pack(mark(work.variant, work.answers)))

    return run
