"""A class of students that submit to the running service over HTTP."""

import http.client
import json
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from server.services import drawing, tokens
from tests.pipeline.service import blank_answers, new_user, running_app
from tests.servers.stack import Stack

PATIENCE = 120.0


@dataclass(frozen=True)
class Sheet:
    """A student's exercise: where to hand in, with which token, and the scalar step to fill."""

    path: str
    token: str
    step: str


def new_sheets(stack: Stack, count: int) -> list[Sheet]:
    """As many exercises of one student, made directly in the database."""
    with running_app(stack.database_url, stack.redis_url) as app, app.app_context():
        user = new_user()
        _, token = tokens.create(user, "class")
        attempts = [drawing.start(user, "mlp", {}, seed) for seed in range(count)]
        (step,) = blank_answers(attempts[0])
        return [Sheet(f"/api/v1/variants/{one.public_id}", token, step) for one in attempts]


def hand_in(stack: Stack, sheet: Sheet, text: str) -> dict[str, Any]:
    """Press Submit, again and again until the service takes it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            return _post(stack, sheet, text)
        except (OSError, http.client.HTTPException):
            time.sleep(0.2)
    raise TimeoutError("The service took no submission.")


def _post(stack: Stack, sheet: Sheet, text: str) -> dict[str, Any]:
    host = stack.url.removeprefix("http://")
    link = http.client.HTTPConnection(host, timeout=10)
    try:
        body = json.dumps({"answers": {sheet.step: text}})
        headers = {"Authorization": f"Bearer {sheet.token}", "Content-Type": "application/json"}
        link.request("POST", f"{sheet.path}/submissions", body, headers)
        answer = link.getresponse()
        content = json.loads(answer.read())
    finally:
        link.close()
    if answer.status >= 500:
        raise OSError(f"The service answered {answer.status}.")
    return {"http": answer.status, **content}


def hand_in_all(
    stack: Stack, work: Iterable[tuple[Sheet, str]], done: list[dict[str, Any]], threads: int = 8
) -> None:
    """Many submissions by many students at once; each answer joins `done` as it comes."""
    with ThreadPoolExecutor(threads) as pool:
        for answer in pool.map(lambda one: hand_in(stack, *one), work):
            done.append(answer)  # noqa: PERF402 - others watch it grow
