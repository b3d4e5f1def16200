"""Who may open what: every route of the pages stands in one of these tables."""

from dataclasses import replace

import pytest
from flask import Flask

from server.app import create_app
from server.services import accounts
from tests.pages.student import Student, text_of
from tests.servers.databases import Databases

NUMBER = "<int(max=9223372036854775807):number>"
PUBLIC = {
    "/",
    "/practise",
    "/practise/<name>",
    "/sign-in",
    "/sign-up",
}
OWN = {
    ("GET", "/work/<public_id>"),
    ("POST", "/work/<public_id>"),
    ("GET", "/work/<public_id>/state"),
    ("POST", "/work/<public_id>/draft"),
    ("POST", "/work/<public_id>/hint"),
    ("POST", "/work/<public_id>/another"),
    ("GET", "/work/<public_id>/solution"),
    ("POST", "/work/<public_id>/solution"),
    ("GET", "/checks/<public_id>"),
}
SIGNED_IN = {
    ("GET", "/work"),
    ("GET", "/account"),
    ("POST", "/practise/<name>"),
    ("POST", "/sign-out"),
    ("POST", "/account/tokens"),
    ("POST", f"/account/tokens/{NUMBER}/revoke"),
}
GROUPS = {"home", "accounts", "practice", "work", "solutions", "account"}


def filled(rule: str, public_id: str = "nothing") -> str:
    return (
        rule.replace("<public_id>", public_id)
        .replace("<name>", "handout")
        .replace(NUMBER, "999999")
    )


def ask(student: Student, method: str, path: str) -> int:
    answer = student.get(path) if method == "GET" else student.post(path)
    return answer.status_code


def test_it_has_every_route_in_a_table(app: Flask) -> None:
    rules = [r for r in app.url_map.iter_rules() if r.endpoint.partition(".")[0] in GROUPS]
    asked = {
        (method, rule.rule)
        for rule in rules
        for method in (rule.methods or set()) & {"GET", "POST"}
        if not (rule.rule in PUBLIC and (method == "GET" or rule.rule.startswith("/sign-")))
    }

    assert OWN | SIGNED_IN == asked


@pytest.mark.parametrize("rule", sorted(PUBLIC))
def test_it_shows_public_pages_to_everybody(visitor: Student, alice: Student, rule: str) -> None:
    assert 200 == ask(visitor, "GET", filled(rule))
    assert 200 == ask(alice, "GET", filled(rule))


@pytest.mark.parametrize(("method", "rule"), sorted(OWN | SIGNED_IN))
def test_it_asks_visitors_to_sign_in(visitor: Student, method: str, rule: str) -> None:
    visitor.get("/sign-in")
    path = filled(rule)
    answer = visitor.get(path) if method == "GET" else visitor.post(path)
    if method == "POST" and rule.startswith("/work/"):
        assert 401 == answer.status_code
        assert "Your values are still here." in text_of(answer)
        return

    assert 302 == answer.status_code
    assert answer.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(("method", "rule"), sorted(OWN))
def test_it_keeps_other_students_out(alice: Student, bob: Student, method: str, rule: str) -> None:
    work = alice.start()
    public_id = work.rpartition("/")[2]
    if rule.startswith("/checks"):
        alice.post(work, {"z2": "1"})
        alice.post(work, {"z2": "2"})
        page = alice.get(work).get_data(as_text=True)
        public_id = page.partition('href="/checks/')[2].partition('"')[0]

    assert 403 == ask(bob, method, filled(rule, public_id))


@pytest.mark.parametrize(("method", "rule"), sorted(OWN))
def test_it_knows_no_work_that_is_not_there(alice: Student, method: str, rule: str) -> None:
    assert 404 == ask(alice, method, filled(rule))


@pytest.mark.parametrize("odd", ["%00", "%ED%A0%80", "%F0%9F%A6%86", "x" * 3000])
def test_it_knows_no_page_of_an_odd_name(alice: Student, odd: str) -> None:
    for path in (f"/work/{odd}", f"/checks/{odd}", f"/practise/{odd}", f"/{odd}"):
        assert 404 == alice.get(path).status_code


def test_it_knows_no_page_of_an_odd_name_on_postgres(databases: Databases, app: Flask) -> None:
    url = databases.migrated("postgres")
    other = create_app(replace(app.extensions["core"].settings, database_url=url))
    with other.test_request_context(method="POST"):
        user = accounts.sign_up("odd@example.com", "Odd", "a long enough one")
    student = Student(other, user.id)
    found = [student.get(f"/work/{odd}").status_code for odd in ("%00", "%ED%A0%80", "x" * 3000)]
    other.extensions["core"].close()
    databases.drop(url)

    assert [404, 404, 404] == found


def test_it_knows_no_token_beyond_all_numbers(alice: Student) -> None:
    assert 404 == alice.post(f"/account/tokens/{10**30}/revoke").status_code


def test_it_knows_no_family_that_is_not_there(alice: Student) -> None:
    assert 404 == alice.get("/practise/nothing").status_code
    assert 404 == alice.post("/practise/nothing").status_code


def test_it_revokes_no_token_of_somebody_else(alice: Student, bob: Student) -> None:
    page = alice.post("/account/tokens", {"name": "mine"}).get_data(as_text=True)
    path = page.partition('action="/account/tokens/')[2].partition('"')[0]

    assert 404 == bob.post(f"/account/tokens/{path}").status_code
    assert "Revoke" in text_of(alice.get("/account"))
