"""POST variants, GET variants/{id}: drawing an exercise, and reading it again."""

from typing import Any

from flask import Response, jsonify, url_for

from server.api.authentication import me
from server.api.blueprint import blueprint
from server.api.reading import body, only
from server.models import Attempt
from server.services import drawing
from server.services.errors import BadInput
from server.services.loading import attempt_of


@blueprint.post("/variants")
def draw_variant() -> tuple[Response, int, dict[str, str]]:
    """Draw an exercise; without a seed a fresh one."""
    user, asked = me(), body()
    only(asked, "family", "seed", "params")
    attempt = drawing.start(user, _family(asked), _params(asked), _seed(asked))
    address = url_for("api.show_variant", public_id=attempt.public_id)
    return jsonify(_described(attempt)), 201, {"Location": address}


@blueprint.get("/variants/<public_id>")
def show_variant(public_id: str) -> Response:
    """The exercise as it was drawn."""
    return jsonify(_described(attempt_of(me(), public_id)))


def _described(attempt: Attempt) -> dict[str, Any]:
    return {
        "id": attempt.public_id,
        "created_at": attempt.created_at.isoformat(),
        "variant": attempt.variant.content,
    }


def _family(asked: dict[str, Any]) -> str:
    family = asked.get("family")
    if not isinstance(family, str):
        raise BadInput("family", "The family must be the name of a kind of exercise.")
    return family


def _params(asked: dict[str, Any]) -> dict[str, object]:
    params = asked.get("params", {})
    if not isinstance(params, dict):
        raise BadInput("params", "The params must be an object: name to value.")
    return params


def _seed(asked: dict[str, Any]) -> int | None:
    seed = asked.get("seed")
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int)):
        raise BadInput("seed", "The seed must be an integer.")
    return seed
