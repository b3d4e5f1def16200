"""The page with the worked solution of an exercise."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from exercises.sheet import PHASES
from server.login import me
from server.models import Attempt
from server.pages import forms
from server.pages.sheet import PHASES as HEADINGS
from server.services import drafts, solutions
from server.services.drawing import variant_of
from server.services.loading import attempt_of

blueprint = Blueprint("solutions", __name__)


@blueprint.post("/work/<public_id>/solution")
@login_required
def reveal(public_id: str) -> ResponseReturnValue:
    """Show the solution from now on; values typed meanwhile stay as a draft."""
    attempt = attempt_of(me(), public_id)
    solutions.reveal(attempt)
    drafts.save(attempt, forms.answers(variant_of(attempt), request.form))
    return redirect(url_for("solutions.show", public_id=public_id), 303)


@blueprint.get("/work/<public_id>/solution")
@login_required
def show(public_id: str) -> ResponseReturnValue:
    """The solution, if it was revealed; else the exercise."""
    attempt = attempt_of(me(), public_id)
    if attempt.solution_at is None:
        return redirect(url_for("work.show", public_id=public_id), 303)
    variant = variant_of(attempt)
    return render_template(
        "solutions/solution.html", attempt=attempt, variant=variant, cards=_cards(attempt)
    )


def _cards(attempt: Attempt) -> list[dict[str, object]]:
    """The steps by phase, each with its heading."""
    steps = variant_of(attempt).sheet.by_name
    found = []
    for phase in PHASES:
        rows = [row for row in solutions.worked(attempt) if steps[row.step].phase == phase]
        if rows:
            title, intro = HEADINGS[phase]
            found.append({"phase": phase, "title": title, "intro": intro, "rows": rows})
    return found
