"""The start page."""

from functools import lru_cache

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from exercises.catalogue import families
from exercises.drawing import draw
from exercises.figure import cell_states
from grader.marking import mark
from grader.students import simulate
from server.pages.drawings import drawing

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> ResponseReturnValue:
    """What Chainrule is, with one marked exercise."""
    return render_template("home.html", example=example(), families=families())


@lru_cache(maxsize=1)
def example() -> Markup:
    """The drawing of the handout with one planted mistake, marked."""
    variant = draw("handout", 1)
    student = simulate(variant, misconceptions=("WG_MUL_WX",), seed=1)
    marking = mark(variant, student.answers).to_json()
    verdicts = {step["name"]: step["cells"] for step in marking["steps"]}
    cells = cell_states(student.answers, verdicts)
    return drawing(variant, cells) + drawing(variant, cells, vertical=True)
