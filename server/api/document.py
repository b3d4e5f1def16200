"""GET openapi.json: the API described by itself (OpenAPI 3.1)."""

from typing import Any

from flask import Response, jsonify

from grader.version import VERSION
from server.api.blueprint import blueprint
from server.api.schemas import SCHEMAS, TEXT, ref

_ID = {"name": "public_id", "in": "path", "required": True, "schema": TEXT}
_ETAG = {"name": "If-None-Match", "in": "header", "schema": TEXT}
_ERRORS = {
    400: "The body cannot be read as JSON.",
    401: "The token is missing or was revoked.",
    403: "It belongs to another account.",
    404: "There is no such thing.",
    413: "The body is too long.",
    415: "The body is not application/json.",
    422: "Something in the body cannot be used; `field` names it.",
    429: "Too many requests.",
}
_READING = (401, 429)
_LOADING = (401, 403, 404, 429)
_SENDING = (400, 401, 413, 415, 422, 429)


@blueprint.get("/openapi.json")
def describe() -> Response:
    """This document; needs no token."""
    return jsonify(document())


def document() -> dict[str, Any]:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Chainrule",
            "version": VERSION,
            "description": "Practise backpropagation by hand: draw an exercise, hand in answers, "
            "and read which step went wrong and why.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _paths() -> dict[str, Any]:
    drawn, submission = _json("Drawn", "The exercise."), _json("Submission", "The submission.")
    handed_in = {
        200: _json("Submission", "The submission with its marking."),
        202: _json("Submission", "Kept, not marked yet: ask at Location a little later."),
    }
    not_modified = {304: {"description": "Nothing has changed."}}
    return {
        "/openapi.json": {
            "get": {
                "summary": "This document",
                "security": [],
                "responses": {"200": {"description": "This document."}, **_errors(429)},
            }
        },
        "/families": {
            "get": _operation(
                "The kinds of exercise", {200: _json("Families", "The catalogue.")}, _READING
            )
        },
        "/variants": {"post": _operation("Draw an exercise", {201: drawn}, _SENDING, body="Draw")},
        "/variants/{public_id}": {
            "parameters": [_ID],
            "get": _operation("Read an exercise again", {200: drawn}, _LOADING),
        },
        "/variants/{public_id}/submissions": {
            "parameters": [_ID],
            "post": _operation("Hand in answers", handed_in, (*_SENDING, *_LOADING), body="HandIn"),
        },
        "/submissions/{public_id}": {
            "parameters": [_ID, _ETAG],
            "get": _operation("Read a submission", {200: submission, **not_modified}, _LOADING),
        },
    }


def _operation(
    summary: str, answers: dict[int, Any], errors: tuple[int, ...], body: str | None = None
) -> dict[str, Any]:
    responses = {str(status): answer for status, answer in answers.items()} | _errors(*errors)
    operation: dict[str, Any] = {"summary": summary, "responses": responses}
    if body is not None:
        operation["requestBody"] = {"required": True, "content": _content(body)}
    return operation


def _errors(*statuses: int) -> dict[str, Any]:
    return {str(status): _json("Error", _ERRORS[status]) for status in sorted(set(statuses))}


def _json(schema: str, description: str) -> dict[str, Any]:
    return {"description": description, "content": _content(schema)}


def _content(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": ref(schema)}}
