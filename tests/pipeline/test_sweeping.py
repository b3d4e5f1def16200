"""Whatever the broker loses is sent again, until it is marked or plainly an error."""

import datetime
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from grader import tasks
from server import outbox
from server.database import session, upgrade
from server.models import Attempt, Marking, Submission
from server.models.base import now
from server.services import submitting, waiting
from server.services.sweeping import sweep
from tests.pipeline.service import (
    blank_answers,
    core_of,
    grade,
    new_attempt,
    new_user,
    running_app,
)


@pytest.fixture
def app(migrated_url: str, redis_url: str) -> Iterator[Flask]:
    settings = {"pending_seconds": 0.0, "tries": 3}
    with running_app(migrated_url, redis_url, **settings) as made, made.app_context():
        core_of(made).bell.client.flushdb()
        yield made


def lose_everything(app: Flask) -> None:
    core_of(app).bell.client.flushdb()


def queue_length(app: Flask) -> int:
    return int(core_of(app).bell.client.llen("celery"))


def reload(submission: Submission) -> Submission:
    session().refresh(submission)
    return submission


def test_it_sends_again_what_the_broker_lost(app: Flask, attempt: Attempt) -> None:
    submitting.submit(attempt, blank_answers(attempt))
    lose_everything(app)

    assert (1, 1) == (sweep(), queue_length(app))


def test_it_leaves_what_is_marked_alone(app: Flask, attempt: Attempt) -> None:
    grade(app, submitting.submit(attempt, blank_answers(attempt)).id)

    assert 0 == sweep()


def test_it_waits_before_it_sends_again(migrated_url: str, redis_url: str) -> None:
    with running_app(migrated_url, redis_url, pending_seconds=30.0) as app, app.app_context():
        attempt = new_attempt(new_user())
        submitting.submit(attempt, blank_answers(attempt))

        assert 0 == sweep()


def test_it_backs_off_further_each_time(migrated_url: str, redis_url: str) -> None:
    with running_app(migrated_url, redis_url, pending_seconds=30.0) as app, app.app_context():
        attempt = new_attempt(new_user())
        submission = submitting.submit(attempt, blank_answers(attempt))
        pauses = []
        for _ in range(6):
            session().execute(update(Submission).values(next_try=now()))
            session().commit()
            sweep()
            session().refresh(submission)
            pauses.append(round((submission.next_try - now()).total_seconds(), -1))
            session().rollback()

        assert [60, 120, 240, 480, 600, 600] == pauses


def test_it_gives_up_after_the_limit_and_says_so(app: Flask, attempt: Attempt) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))
    for _ in range(5):
        sweep()

    assert ("error", 3) == (reload(submission).status, submission.tries)


def test_it_marks_even_what_was_given_up_when_the_message_comes_late(
    app: Flask, attempt: Attempt
) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))
    for _ in range(5):
        sweep()
    session().rollback()
    grade(app, submission.id)

    assert "marked" == reload(submission).status


def test_it_makes_an_error_of_a_submission_that_breaks_the_grader(
    app: Flask, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a poisoned submission")

    monkeypatch.setattr(tasks, "mark", broken)
    submission = submitting.submit(attempt, blank_answers(attempt))
    for _ in range(5):
        with pytest.raises(ZeroDivisionError):
            grade(app, submission.id)
        sweep()

    assert ("error", 0) == (
        reload(submission).status,
        session().scalar(select(func.count(Marking.id))),
    )


def test_it_spends_no_try_while_the_broker_is_away(migrated_url: str) -> None:
    with running_app(migrated_url, pending_seconds=0.0) as app, app.app_context():
        attempt = new_attempt(new_user())
        submission = submitting.submit(attempt, blank_answers(attempt))
        sweep()

        assert 0 == reload(submission).tries


def test_it_sends_a_watched_submission_again_without_a_sweep(app: Flask, attempt: Attempt) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))
    lose_everything(app)
    submission.created_at = now() - datetime.timedelta(seconds=11)
    for _ in range(3):
        waiting.nudge(submission)

    assert 1 == queue_length(app)


def test_it_does_not_send_a_fresh_submission_again(app: Flask, attempt: Attempt) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))
    lose_everything(app)
    waiting.nudge(submission)

    assert 0 == queue_length(app)


def test_it_skips_what_another_sweep_holds(redis_url: str, postgres_url: str) -> None:
    upgrade(postgres_url)
    with running_app(postgres_url, redis_url, pending_seconds=0.0) as app, app.app_context():
        attempt = new_attempt(new_user())
        submission = submitting.submit(attempt, blank_answers(attempt))
        with core_of(app).database.writing() as other:
            other.scalars(select(Submission).with_for_update()).one()
            held = sweep()

        assert (0, 1) == (held, sweep())
        assert outbox.send(core_of(app).queue, submission.id)
