"""The catalogue: choose a family, draw a variant."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from exercises import catalogue as exercises
from exercises.catalogue import Family
from server.login import me
from server.services import drawing
from server.services.errors import BadInput

blueprint = Blueprint("practice", __name__)


@blueprint.get("/practise")
def catalogue() -> ResponseReturnValue:
    """All families."""
    return render_template("practice/catalogue.html", chapters=exercises.chapters())


@blueprint.get("/practise/<name>")
def family(name: str) -> ResponseReturnValue:
    """One family with its parameters."""
    return _form(exercises.family(name), {}, "")


@blueprint.post("/practise/<name>")
@login_required
def start(name: str) -> ResponseReturnValue:
    """Draw a variant and open it."""
    chosen = exercises.family(name)
    try:
        params = _parameters(chosen, request.form)
        attempt = drawing.start(me(), name, params, _seed(request.form))
    except BadInput as error:
        return _form(chosen, request.form, str(error)), 422
    return redirect(url_for("work.show", public_id=attempt.public_id), 303)


def _form(chosen: Family, values: Mapping[str, str], sentence: str) -> str:
    return render_template("practice/family.html", family=chosen, values=values, sentence=sentence)


def _parameters(chosen: Family, form: Mapping[str, str]) -> Mapping[str, object]:
    """Those of a level, if its button was pressed; else what stands in the fields."""
    if form.get("level") in chosen.levels:
        return chosen.level(form["level"])
    texts = {each.name: form.get(f"set-{each.name}", "").strip() for each in chosen.parameters}
    return {name: text for name, text in texts.items() if text}


def _seed(form: Mapping[str, str]) -> int | None:
    text = form.get("seed", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        raise BadInput("seed", "The seed must be a whole number, 0 or more.")
    return int(text)
