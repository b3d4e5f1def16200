"""Errors as JSON: {"error": {"code": ..., "message": ..., "field": ...}}, field only if known."""

from http import HTTPStatus

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from server.services.errors import ServiceError

_MESSAGES = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    413: "The body is too long.",
    415: "Send the body as application/json.",
    429: "Too many requests: try again in a minute.",
}


class BadJson(ServiceError):
    """The body is no JSON."""

    code = "bad_json"


class NotJson(ServiceError):
    """The body says itself that it is no JSON."""

    status = 415
    code = "unsupported_media_type"


def handle(blueprint: Blueprint) -> None:
    """Answer what the views of this blueprint raise."""
    blueprint.register_error_handler(ServiceError, _service_error)
    blueprint.register_error_handler(HTTPException, _http_error)


def answer(
    status: int, message: str = "", code: str = "", field: str | None = None
) -> ResponseReturnValue:
    """An error's response; words for the status stand in for a missing message or code."""
    phrase = HTTPStatus(status).phrase
    error = {
        "code": code or phrase.lower().replace(" ", "_"),
        "message": message or _MESSAGES.get(status, f"{phrase}."),
    }
    if field is not None:
        error["field"] = field
    return jsonify(error=error), status


def _service_error(error: ServiceError) -> ResponseReturnValue:
    return answer(error.status, str(error), error.code, error.field)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    return answer(error.code or 500)
