"""Handing in by the API."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.database import session
from server.models import Submission
from tests.api.caller import Caller
from tests.pipeline.service import core_of, grade


def hand_in(caller: Caller, answers: object, seed: int = 7) -> Any:
    return caller.post(f"/variants/{caller.draw(seed)}/submissions", {"answers": answers})


def mark(app: Flask, public_id: str) -> None:
    query = select(Submission.id).where(Submission.public_id == public_id)
    with core_of(app).database.reading() as opened:
        found = opened.scalars(query).one()
    grade(app, found)


def test_it_answers_202_while_the_grader_is_busy(ada: Caller) -> None:
    answer = hand_in(ada, {"E": "1"})

    assert (202, "pending", None) == (
        answer.status_code,
        answer.json["status"],
        answer.json["marking"],
    )
    assert answer.headers["Location"].endswith(f"/submissions/{answer.json['id']}")


def test_it_answers_200_with_the_marking_of_what_was_marked(app: Flask, ada: Caller) -> None:
    variant = ada.draw()
    first = ada.post(f"/variants/{variant}/submissions", {"answers": {"E": "1"}})
    mark(app, first.json["id"])
    again = ada.post(f"/variants/{variant}/submissions", {"answers": {"E": "1"}})

    assert (200, first.json["id"], "marked") == (
        again.status_code,
        again.json["id"],
        again.json["status"],
    )
    assert again.json["marking"]["max"] > 0


def test_it_shows_the_marking_at_the_submission(app: Flask, ada: Caller) -> None:
    public_id = hand_in(ada, {"E": "1"}).json["id"]
    mark(app, public_id)
    shown = ada.get(f"/submissions/{public_id}").json

    assert ("marked", {"E": "1"}) == (shown["status"], shown["answers"])


def test_it_answers_304_until_something_changes(app: Flask, ada: Caller) -> None:
    public_id = hand_in(ada, {"E": "1"}).json["id"]
    tag = ada.get(f"/submissions/{public_id}").headers["ETag"]
    before = ada.get(f"/submissions/{public_id}", **{"If-None-Match": tag})
    mark(app, public_id)
    after = ada.get(f"/submissions/{public_id}", **{"If-None-Match": tag})

    assert (304, b"", 200) == (before.status_code, before.data, after.status_code)


def test_it_says_when_a_submission_could_not_be_marked(app: Flask, ada: Caller) -> None:
    public_id = hand_in(ada, {"E": "1"}).json["id"]
    with app.app_context():
        query = select(Submission).where(Submission.public_id == public_id)
        session().scalars(query).one().status = "error"
        session().commit()

    assert "error" == ada.get(f"/submissions/{public_id}").json["status"]


def test_it_takes_numbers_for_texts(ada: Caller) -> None:
    assert {"E": "0.25"} == hand_in(ada, {"E": 0.25}).json["answers"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "answers"),
        ({"answers": None}, "answers"),
        ({"answers": ["1"]}, "answers"),
        ({"answers": {"no such step": "1"}}, "answers"),
        ({"answers": {"E": ["1"]}}, "E"),
        ({"answers": {"E": {"a": 1}}}, "E"),
        ({"answers": {"E": True}}, "E"),
        ({"answers": {"E": "1" * 101}}, "E"),
        ({"answers": {"E": "1\0"}}, "body"),
        ({"answers": {"E": "\ud800"}}, "body"),
        ({"answers": {"E": 10**30}}, "body"),
        ({"answers": {"\0": "1"}}, "body"),
        ({"answers": {}, "more": 1}, "more"),
    ],
)
def test_it_refuses_what_it_cannot_keep(ada: Caller, body: object, field: str) -> None:
    answer = ada.post(f"/variants/{ada.draw()}/submissions", body)

    assert (422, field) == (answer.status_code, answer.json["error"]["field"])
