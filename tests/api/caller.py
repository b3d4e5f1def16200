"""A program that uses the API with a token."""

from typing import Any

from flask import Flask

from server.services import tokens
from tests.api.contract import check
from tests.pipeline.service import new_user


class Caller:
    """Calls paths below /api/v1, and holds each answer to the API's description."""

    def __init__(self, app: Flask, token: str) -> None:
        self.app = app
        self.client = app.test_client()
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **headers: str) -> Any:
        """GET, perhaps with headers."""
        return self._checked("GET", path, headers=self.headers | headers)

    def post(self, path: str, body: object) -> Any:
        """POST an object as JSON."""
        return self._checked("POST", path, json=body, headers=self.headers)

    def send(self, path: str, data: bytes | str, kind: str = "application/json") -> Any:
        """POST any bytes."""
        return self._checked("POST", path, data=data, content_type=kind, headers=self.headers)

    def draw(self, seed: int = 7) -> str:
        """Draw an exercise and return its id."""
        made = self.post("/variants", {"family": "mlp", "seed": seed})
        return str(made.json["id"])

    def _checked(self, method: str, path: str, **options: Any) -> Any:
        response = self.client.open(f"/api/v1{path}", method=method, **options)
        check(self.app, response)
        return response


def new_caller(app: Flask, email: str, role: str = "student") -> Caller:
    """A new account with a token."""
    with app.app_context():
        _, token = tokens.create(new_user(email, role), "test")
    return Caller(app, token)
