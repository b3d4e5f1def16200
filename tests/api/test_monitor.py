"""What a monitor is told."""

import datetime
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import update

from server.database import session
from server.models import Submission
from server.models.base import now
from server.services import submitting
from tests.pipeline.service import (
    blank_answers,
    new_attempt,
    new_user,
    running_app,
)


@pytest.fixture
def app(migrated_url: str, redis_url: str) -> Iterator[Flask]:
    with running_app(migrated_url, redis_url) as made:
        yield made


def submit_long_ago(app: Flask, seconds: float) -> None:
    with app.app_context():
        attempt = new_attempt(new_user())
        submitting.submit(attempt, blank_answers(attempt))
        since = now() - datetime.timedelta(seconds=seconds)
        session().execute(update(Submission).values(created_at=since))
        session().commit()


def test_it_is_ok_when_nothing_waits(app: Flask) -> None:
    expected = {"status": "ok", "pending": 0, "oldest_pending_seconds": 0.0}

    assert expected == app.test_client().get("/healthz").json


@pytest.mark.parametrize(("seconds", "status"), [(5, "ok"), (100, "degraded")])
def test_it_tells_the_age_of_the_oldest_pending(app: Flask, seconds: int, status: str) -> None:
    submit_long_ago(app, seconds)
    health = app.test_client().get("/healthz").json

    assert (status, 1) == (health["status"], health["pending"])
    assert seconds <= health["oldest_pending_seconds"] < seconds + 60


def test_it_answers_503_without_its_database(redis_url: str) -> None:
    with running_app("sqlite:////nowhere/at/all.db", redis_url) as app:
        assert 503 == app.test_client().get("/healthz").status_code


def test_it_speaks_to_prometheus(app: Flask) -> None:
    submit_long_ago(app, 5)
    lines = app.test_client().get("/metrics").text.splitlines()

    assert "chainrule_pending 1.0" in lines
    assert "chainrule_errors 0.0" in lines
