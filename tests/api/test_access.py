"""Who may read and write what."""

import pytest
from flask import Flask

from server.services import tokens
from tests.api.caller import Caller, new_caller


@pytest.fixture(scope="module")
def of_ada(ada: Caller) -> dict[str, str]:
    """The paths of Ada's exercise and submission."""
    variant = ada.draw()
    answer = ada.post(f"/variants/{variant}/submissions", {"answers": {}})
    return {"variant": f"/variants/{variant}", "submission": f"/submissions/{answer.json['id']}"}


@pytest.mark.parametrize("path", ["/families", "/variants/x", "/submissions/x"])
def test_it_asks_for_a_token_to_read(nobody: Caller, path: str) -> None:
    assert 401 == nobody.get(path).status_code


@pytest.mark.parametrize("path", ["/variants", "/variants/x/submissions"])
def test_it_asks_for_a_token_to_write(nobody: Caller, path: str) -> None:
    assert 401 == nobody.post(path, {}).status_code


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer chr_unknown", "Basic chr_x", "Bearer \udcff", "Bearer  "]
)
def test_it_refuses_a_header_that_holds_no_token(nobody: Caller, header: str) -> None:
    assert 401 == nobody.get("/families", Authorization=header).status_code


def test_it_refuses_a_revoked_token(app: Flask) -> None:
    caller = new_caller(app, "carol@example.org")
    with app.app_context():
        user = tokens.user_of(caller.headers["Authorization"].removeprefix("Bearer "))
        tokens.revoke(user, tokens.of_user(user)[0].id)

    assert 401 == caller.get("/families").status_code


@pytest.mark.parametrize("what", ["variant", "submission"])
def test_it_shows_a_student_only_their_own(bob: Caller, of_ada: dict[str, str], what: str) -> None:
    assert 403 == bob.get(of_ada[what]).status_code


def test_it_lets_nobody_hand_in_for_another(bob: Caller, of_ada: dict[str, str]) -> None:
    assert 403 == bob.post(f"{of_ada['variant']}/submissions", {"answers": {}}).status_code


def test_it_shows_an_instructor_the_work_of_students(app: Flask, of_ada: dict[str, str]) -> None:
    grace = new_caller(app, "grace@example.org", "instructor")

    assert 200 == grace.get(of_ada["submission"]).status_code


@pytest.mark.parametrize("path", ["/variants/nothing", "/submissions/nothing"])
def test_it_answers_404_for_what_does_not_exist(ada: Caller, path: str) -> None:
    assert 404 == ada.get(path).status_code


def test_it_needs_no_token_for_its_description(nobody: Caller) -> None:
    assert "3.1.0" == nobody.get("/openapi.json").json["openapi"]
