"""A student's work: the exercise page with check, hints and drafts, and the list of all work."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from server.login import me
from server.models import Attempt
from server.models.base import now
from server.pages import another as another_variant
from server.pages import desk, forms, hints
from server.services import attempts, drafts, drawing, marking, submitting, waiting
from server.services.loading import attempt_of, submission_of

blueprint = Blueprint("work", __name__)


@blueprint.get("/work")
@login_required
def mine() -> ResponseReturnValue:
    """All attempts of the student, newest first."""
    return render_template("work/mine.html", works=attempts.of_user(me()))


@blueprint.get("/work/<public_id>")
@login_required
def show(public_id: str) -> ResponseReturnValue:
    """The exercise with the newest values and what the grader says of them."""
    attempt = attempt_of(me(), public_id)
    opened = hints.opened(request.args.get("hint", ""))
    return render_template("work/exercise.html", **desk.newest(attempt, opened))


@blueprint.get("/checks/<public_id>")
@login_required
def checked(public_id: str) -> ResponseReturnValue:
    """The exercise as it was at one submission."""
    submission = submission_of(me(), public_id)
    return render_template("work/exercise.html", **desk.earlier(submission))


@blueprint.post("/work/<public_id>")
@login_required
def check(public_id: str) -> ResponseReturnValue:
    """Submit the values, wait a moment for the grader, show the page again."""
    attempt = attempt_of(me(), public_id)
    began = now()
    submission = submitting.submit(attempt, _answers(attempt))
    waiting.wait(submission)
    newest = submitting.latest(attempt)
    if submission.created_at < began:
        flash("You have checked exactly these values before, so this counts as the same check.")
    if newest is None or newest.id == submission.id:
        return redirect(url_for("work.show", public_id=public_id, _anchor="result"), 303)
    return redirect(url_for("work.checked", public_id=submission.public_id, _anchor="result"), 303)


@blueprint.get("/work/<public_id>/state")
@login_required
def state(public_id: str) -> ResponseReturnValue:
    """Whether the newest submission is marked; cheap, since pages ask for it again and again."""
    submission = submitting.latest(attempt_of(me(), public_id))
    if submission is None:
        return jsonify(status="none")
    waiting.nudge(submission)
    return jsonify(status=submission.status)


@blueprint.post("/work/<public_id>/draft")
@login_required
def draft(public_id: str) -> ResponseReturnValue:
    """Keep values that are not submitted yet."""
    attempt = attempt_of(me(), public_id)
    drafts.save(attempt, _answers(attempt))
    return "", 204


@blueprint.post("/work/<public_id>/hint")
@login_required
def hint(public_id: str) -> ResponseReturnValue:
    """The rungs of a hint: as a fragment for the page's script, else on the page."""
    asked = request.form.get("hint", "")
    opened = hints.opened(asked)
    attempt = attempt_of(me(), public_id)
    drafts.save(attempt, _answers(attempt))
    if request.headers.get("X-Fragment") == "ladder":
        return render_template("work/fragment.html", **desk.newest(attempt, opened))
    place = f"step-{opened.number}" if opened else None
    return redirect(url_for("work.show", public_id=public_id, hint=asked, _anchor=place), 303)


@blueprint.post("/work/<public_id>/another")
@login_required
def another(public_id: str) -> ResponseReturnValue:
    """Another variant of the same family: one that tells apart what the student may believe."""
    attempt = attempt_of(me(), public_id)
    if request.form.get("do"):
        drafts.save(attempt, _answers(attempt))
    wanted = another_variant.parameters(drawing.variant_of(attempt))
    suspected = marking.suspected(attempt)
    fresh = drawing.start(me(), attempt.variant.family, wanted, suspected=suspected)
    return redirect(url_for("work.show", public_id=fresh.public_id), 303)


def _answers(attempt: Attempt) -> dict[str, object]:
    return forms.answers(drawing.variant_of(attempt), request.form)
