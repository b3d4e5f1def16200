"""Somebody at a browser without JavaScript: signs in, fills in forms, follows redirects."""

import html
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


class Student:
    """A client with a session. ``post`` adds the form token of the last page that had one."""

    def __init__(self, app: Flask, user_id: int | None = None) -> None:
        self.client: FlaskClient = app.test_client()
        self.token = ""
        if user_id is not None:
            with self.client.session_transaction() as session:
                session["_user_id"] = str(user_id)
                session["_fresh"] = True
            self.get("/account")

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._remember(self.client.get(path, **options))

    def post(self, path: str, fields: dict[str, str] | None = None, **options: Any) -> TestResponse:
        data = {"csrf_token": self.token} | (fields or {})
        return self._remember(self.client.post(path, data=data, **options))

    def start(self, family: str = "handout", **parameters: str) -> str:
        """Begin an exercise; returns the address of its page."""
        fields = {f"set-{name}": value for name, value in parameters.items()}
        location: str = self.post(f"/practise/{family}", fields).headers["Location"]
        return location

    def _remember(self, answer: TestResponse) -> TestResponse:
        answer.get_data()  # reads files to their end, so that they can be closed
        answer.close()
        if answer.mimetype == "text/html":
            found = TOKEN.search(answer.get_data(as_text=True))
            self.token = html.unescape(found[1]) if found else self.token
        return answer


def text_of(answer: TestResponse) -> str:
    """The words of a page: no tags, one space between words."""
    body = re.sub(r"<(svg|math|title)[\s>].*?</\1>", " ", answer.get_data(as_text=True), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
