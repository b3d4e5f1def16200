"""A submission is kept, sent, marked, and read again."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from grader.marking import mark
from server.database import session
from server.models import Attempt, Marking, Submission
from server.services import attempts, drafts, marking, submitting
from server.services.drawing import variant_of
from server.services.errors import BadInput
from tests.pipeline.service import (
    blank_answers,
    core_of,
    grade,
    new_attempt,
    new_user,
    running_app,
)


def queue_of(app: Flask) -> list[bytes]:
    return core_of(app).bell.client.lrange("celery", 0, -1)


@pytest.fixture(autouse=True)
def _empty_queue(app: Flask) -> None:
    core_of(app).bell.client.flushdb()


def test_it_keeps_a_submission_and_sends_it(app: Flask, attempt: Attempt) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))

    assert ("pending", 1) == (submission.status, len(queue_of(app)))


def test_it_sends_only_the_id(app: Flask, attempt: Attempt) -> None:
    submitting.submit(attempt, blank_answers(attempt, "0.123456"))
    (message,) = queue_of(app)

    assert b"0.123456" not in message


def test_it_keeps_the_answers_as_typed(attempt: Attempt) -> None:
    answers = blank_answers(attempt, " −3/4 ")

    assert answers == submitting.submit(attempt, answers).answers


def test_it_takes_the_same_answers_again_as_the_same_submission(
    app: Flask, attempt: Attempt
) -> None:
    first = submitting.submit(attempt, blank_answers(attempt))
    second = submitting.submit(attempt, blank_answers(attempt))

    assert (first.id, 1) == (second.id, submitting.tries(attempt))


def test_it_takes_other_answers_as_another_submission(attempt: Attempt) -> None:
    submitting.submit(attempt, blank_answers(attempt, "1"))
    second = submitting.submit(attempt, blank_answers(attempt, "2"))

    assert (second.id, 2) == (submitting.latest(attempt).id, submitting.tries(attempt))


def test_it_marks_a_submission(app: Flask, attempt: Attempt) -> None:
    answers = blank_answers(attempt)
    submission = submitting.submit(attempt, answers)
    grade(app, submission.id)

    expected = mark(variant_of(attempt), answers).to_json()
    assert expected == marking.marking_of(submission).to_json()


def test_it_has_no_marking_before_the_grader_was_there(attempt: Attempt) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))

    assert marking.marking_of(submission) is None


def test_it_marks_only_once_however_often_the_message_comes(app: Flask, attempt: Attempt) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))
    for _ in range(3):
        grade(app, submission.id)

    assert 1 == session().scalar(select(func.count(Marking.id)))


def test_it_saves_only_once_when_two_graders_work_at_once(app: Flask, attempt: Attempt) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))
    threads = [threading.Thread(target=grade, args=(app, submission.id)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 == session().scalar(select(func.count(Marking.id)))


def test_it_ignores_a_message_for_a_submission_that_is_gone(app: Flask) -> None:
    grade(app, 4711)

    assert 0 == session().scalar(select(func.count(Marking.id)))


def test_it_gives_a_failed_submission_another_chance_when_sent_again(
    app: Flask, attempt: Attempt
) -> None:
    submission = submitting.submit(attempt, blank_answers(attempt))
    submission.status = "error"
    session().commit()
    again = submitting.submit(attempt, blank_answers(attempt))

    assert (submission.id, "pending", 0) == (again.id, again.status, again.tries)


def test_it_keeps_a_submission_though_the_broker_is_away(migrated_url: str) -> None:
    with running_app(migrated_url) as app, app.app_context():
        attempt = new_attempt(new_user())
        submission = submitting.submit(attempt, blank_answers(attempt))
        grade(app, submission.id)

        assert marking.marking_of(submission) is not None


@pytest.mark.parametrize(
    "answers",
    [
        {"no such step": "1"},
        {"E": ["1"]},
        {"E": True},
        {"E": {"a": "1"}},
        {"E": "1" * 101},
        {"E": "1\0"},
        {"E": "\ud800"},
        ["1"],
        "1",
        None,
    ],
)
def test_it_refuses_answers_that_do_not_fit_the_sheet(attempt: Attempt, answers: object) -> None:
    with pytest.raises(BadInput):
        submitting.submit(attempt, answers)

    assert 0 == session().scalar(select(func.count(Submission.id)))


def test_it_keeps_the_newest_draft(attempt: Attempt) -> None:
    drafts.save(attempt, blank_answers(attempt, "1"))
    drafts.save(attempt, blank_answers(attempt, "2"))

    assert blank_answers(attempt, "2") == drafts.load(attempt).answers


def test_it_sums_up_the_work_of_an_account(app: Flask) -> None:
    user = new_user()
    marked, fresh = new_attempt(user, 1), new_attempt(user, 2)
    for text in ("1", "2"):
        grade(app, submitting.submit(marked, blank_answers(marked, text)).id)

    found = [(row.attempt.id, row.tries, row.state) for row in attempts.of_user(user)]
    assert [(fresh.id, 0, "new"), (marked.id, 2, "marked")] == found
