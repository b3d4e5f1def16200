"""Whatever is posted: an answer for people, never an error of ours."""

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.models import User
from tests.pages.student import Student

NAMES = [
    "z2",
    "x2",
    "dE/dw3",
    "w3'",
    "hint",
    "do",
    "seed",
    "set-sheet",
    "name",
    "email",
    "password",
]
FORMS = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=10), st.text(max_size=40), max_size=6
)


@pytest.fixture(scope="module")
def eve(app: Flask, new_user: Callable[[], User]) -> Student:
    return Student(app, new_user().id)


@pytest.fixture(scope="module")
def work(eve: Student) -> str:
    return eve.start()


@given(
    form=FORMS,
    place=st.sampled_from(["", "/draft", "/hint", "/another"]),
    query=st.text(max_size=12),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_it_survives_any_form_on_an_exercise(
    eve: Student, work: str, form: dict[str, str], place: str, query: str
) -> None:
    posted = eve.post(work + place, form)
    shown = eve.get(work, query_string={"hint": query})

    assert posted.status_code < 500
    assert shown.status_code < 500


@given(form=FORMS, path=st.sampled_from(["/practise/handout", "/account/tokens", "/sign-in"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_it_survives_any_other_form(eve: Student, form: dict[str, str], path: str) -> None:
    assert eve.post(path, form).status_code < 500


@given(form=FORMS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_it_survives_any_sign_up(app: Flask, form: dict[str, str]) -> None:
    visitor = Student(app)
    visitor.get("/sign-up")

    assert visitor.post("/sign-up", form).status_code < 500
