"""The service inside the test's own process: an app, accounts, and a grader to call by hand."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from grader import tasks
from server.app import create_app
from server.core import Core
from server.models import Attempt, User
from server.services import accounts, drawing
from server.settings import Settings
from server.store import SqlStore

NOWHERE = "redis://127.0.0.1:1/0"
SECRET = secrets.token_hex(16)


@contextmanager
def running_app(database_url: str, redis_url: str = NOWHERE, **chosen: Any) -> Iterator[Flask]:
    """An app that closes its connections at the end."""
    settings = {"wait_seconds": 0.0, "secret_key": SECRET, **chosen}
    app = create_app(Settings(database_url=database_url, redis_url=redis_url, **settings))
    yield app
    core_of(app).close()


def core_of(app: Flask) -> Core:
    """The parts of this app."""
    core: Core = app.extensions["core"]
    return core


def new_user(email: str = "ada@example.org", role: str = "student") -> User:
    """An account."""
    return accounts.sign_up(email, email.partition("@")[0], "correct horse battery", role)


def new_attempt(user: User, seed: int = 7) -> Attempt:
    """An exercise for this account."""
    return drawing.start(user, "mlp", {}, seed)


def blank_answers(attempt: Attempt, first: str = "1") -> dict[str, Any]:
    """Answers that fit the sheet: `first` in its first scalar step, all else blank."""
    steps = drawing.variant_of(attempt).sheet.asked
    scalar = next(step for step in steps if step.shape == ())
    return {scalar.name: first}


def grade(app: Flask, submission: int) -> None:
    """What a worker does with one message."""
    tasks.bind(SqlStore(core_of(app).database, core_of(app).bell))
    tasks.grade(submission)
