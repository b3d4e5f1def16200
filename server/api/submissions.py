"""POST variants/{id}/submissions, GET submissions/{id}: handing in, and reading the marking."""

from typing import Any

from flask import Response, jsonify, request, url_for

from grader.marked import Marking
from server.api.authentication import me
from server.api.blueprint import blueprint
from server.api.reading import body, only
from server.models import Submission
from server.models.submission import ERROR, MARKED, PENDING
from server.services.errors import BadInput
from server.services.loading import attempt_of, submission_of
from server.services.marking import marking_of
from server.services.submitting import submit
from server.services.waiting import nudge, wait


@blueprint.post("/variants/<public_id>/submissions")
def hand_in(public_id: str) -> tuple[Response, int, dict[str, str]]:
    """Hand in answers: 200 with the marking, or 202 with the address to ask at a little later."""
    attempt, asked = attempt_of(me(), public_id), body()
    only(asked, "answers")
    if "answers" not in asked:
        raise BadInput("answers", "The answers are missing.")
    submission = submit(attempt, asked["answers"])
    marking = marking_of(submission, wait(submission))
    headers = {"Location": url_for("api.show_submission", public_id=submission.public_id)}
    if marking is None:
        headers["Retry-After"] = "1"
    return jsonify(_described(submission, marking)), 200 if marking else 202, headers


@blueprint.get("/submissions/<public_id>")
def show_submission(public_id: str) -> Response:
    """A submission and its marking; 304 while nothing has changed since the given ETag."""
    submission = submission_of(me(), public_id)
    nudge(submission)
    response = jsonify(_described(submission, marking_of(submission)))
    response.add_etag()
    return response.make_conditional(request)


def _described(submission: Submission, marking: Marking | None) -> dict[str, Any]:
    return {
        "id": submission.public_id,
        "variant": submission.attempt.public_id,
        "created_at": submission.created_at.isoformat(),
        "status": _status(submission, marking),
        "answers": submission.answers,
        "marking": marking.to_json() if marking else None,
    }


def _status(submission: Submission, marking: Marking | None) -> str:
    if marking is not None:
        return MARKED
    return ERROR if submission.status == ERROR else PENDING
