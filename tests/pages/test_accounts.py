import pytest
from flask import Flask
from sqlalchemy import func, select

from server.models import User
from server.pages.targets import safe_target
from tests.pages.conftest import PASSWORD
from tests.pages.student import Student, text_of

FIELDS = {"name": "Ada", "email": "ada@example.com", "password": "a long enough one"}


def users(app: Flask) -> int:
    with app.extensions["core"].database.reading() as session:
        return session.execute(select(func.count(User.id))).scalar_one()


def test_it_signs_up_and_is_signed_in(visitor: Student) -> None:
    visitor.get("/sign-up")
    answer = visitor.post("/sign-up", FIELDS, follow_redirects=True)

    assert "Welcome, Ada." in text_of(answer)
    assert 200 == visitor.get("/work").status_code


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", "", "Please enter your name."),
        ("name", "n" * 101, "At most 100 letters."),
        ("email", "", "Please enter your e-mail address."),
        ("email", "nobody", "This is no email address"),
        ("password", "", "Please enter a password."),
        ("password", "short", "Please use at least 8 characters."),
        ("password", "p" * 201, "This is longer than 200 characters."),
    ],
)
def test_it_says_what_is_wrong_and_makes_no_account(
    app: Flask, visitor: Student, field: str, text: str, sentence: str
) -> None:
    visitor.get("/sign-up")
    before = users(app)
    answer = visitor.post("/sign-up", FIELDS | {"email": "new@example.com", field: text})

    assert 422 == answer.status_code
    assert sentence in text_of(answer)
    assert before == users(app)


def test_it_makes_one_account_for_one_address(app: Flask, visitor: Student, alice: Student) -> None:
    visitor.get("/sign-up")
    fields = FIELDS | {"email": "twice@example.com"}
    visitor.post("/sign-up", fields)
    before = users(app)
    again = Student(app)
    again.get("/sign-up")
    answer = again.post("/sign-up", fields | {"email": "Twice@example.com"})

    assert "There is already an account with this email address." in text_of(answer)
    assert before == users(app)


def test_it_signs_in_and_goes_where_one_wanted(app: Flask, visitor: Student) -> None:
    visitor.get("/sign-up")
    visitor.post("/sign-up", FIELDS | {"email": "back@example.com"})
    visitor.get("/account")
    visitor.post("/sign-out")
    away = visitor.get("/work")
    visitor.get(away.headers["Location"])
    answer = visitor.post(
        away.headers["Location"],
        {"email": "back@example.com", "password": FIELDS["password"], "next": "/work"},
    )

    assert "/work" == answer.headers["Location"]


def test_it_does_not_say_whether_the_address_or_the_password_is_wrong(visitor: Student) -> None:
    visitor.get("/sign-in")
    unknown = visitor.post("/sign-in", {"email": "x@example.com", "password": PASSWORD})
    wrong = visitor.post("/sign-in", {"email": "student1@example.com", "password": "wrong"})

    assert 422 == unknown.status_code == wrong.status_code
    sentence = "This e-mail address and this password do not belong together."
    assert sentence in text_of(unknown)
    assert sentence in text_of(wrong)


def test_it_stops_guessing_at_one_account(visitor: Student) -> None:
    visitor.get("/sign-in")
    fields = {"email": "guessed@example.com", "password": "wrong"}
    answers = [visitor.post("/sign-in", fields) for _ in range(11)]

    assert 429 == answers[-1].status_code
    assert "A short break" in text_of(answers[-1])


def test_it_signs_out(alice: Student) -> None:
    alice.post("/sign-out")

    assert 302 == alice.get("/account").status_code


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "evil",
        "",
        "/a\nb",
        "javascript:x",
    ],
)
def test_it_sends_nobody_to_another_site(address: str) -> None:
    assert "" == safe_target(address)


def test_it_accepts_a_path_of_this_site() -> None:
    assert "/work/abc?hint=1.1" == safe_target("/work/abc?hint=1.1")
