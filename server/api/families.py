"""GET families: the catalogue."""

from typing import Any

from flask import Response, jsonify

from exercises.catalogue import families
from exercises.family import Family
from server.api.authentication import me
from server.api.blueprint import blueprint


@blueprint.get("/families")
def list_families() -> Response:
    """Every kind of exercise, in the order of the curriculum."""
    me()
    return jsonify(families=[_described(family) for family in families()])


def _described(family: Family) -> dict[str, Any]:
    return {
        "name": family.name,
        "version": family.version,
        "title": family.title,
        "summary": family.summary,
        "cannot_reveal": family.cannot_reveal,
        "parameters": [parameter.to_json() for parameter in family.parameters],
        "levels": {name: dict(params) for name, params in family.levels.items()},
    }
