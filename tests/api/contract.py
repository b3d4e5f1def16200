"""Holds every answer of the API to its own description."""

from typing import Any

import jsonschema
from flask import Flask
from werkzeug.test import TestResponse

from server.api.document import document

PREFIX = "/api/v1"


def check(app: Flask, response: TestResponse) -> None:
    """The status is described for this address and method, and the body fits its schema."""
    described = operation(app, response)["responses"][str(response.status_code)]
    if content := described.get("content"):
        schema = content["application/json"]["schema"]
        whole = {**schema, "components": document()["components"]}
        jsonschema.validate(response.json, whole, jsonschema.Draft202012Validator)


def operation(app: Flask, response: TestResponse) -> Any:
    """The description of what was asked for."""
    request = response.request
    rule, _ = app.url_map.bind("").match(request.path, request.method, return_rule=True)
    return document()["paths"][path_of(rule.rule)][request.method.lower()]


def path_of(rule: str) -> str:
    """Flask's rule as OpenAPI writes it."""
    return rule.removeprefix(PREFIX).replace("<", "{").replace(">", "}")
