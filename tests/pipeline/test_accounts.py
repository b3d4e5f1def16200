"""Accounts and tokens."""

import pytest
from flask import Flask

from server.database import session
from server.models import ApiToken
from server.services import accounts, tokens
from server.services.errors import BadInput, Conflict, NotFound, NotSignedIn
from tests.pipeline.service import new_user

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _in_app(app: Flask) -> None:
    """Every test runs inside the app."""


def test_it_knows_an_account_by_its_password() -> None:
    user = accounts.sign_up("ada@example.org", "Ada", PASSWORD)

    assert user.id == accounts.check_password("ada@example.org", PASSWORD).id


@pytest.mark.parametrize("email", ["ADA@example.org", " ada@EXAMPLE.org "])
def test_it_takes_an_address_in_any_writing(email: str) -> None:
    new_user("ada@example.org")

    assert "ada@example.org" == accounts.check_password(email, PASSWORD).email


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", "wrong"),
        ("ada@example.org", ""),
        ("ada@example.org", "\ud800"),
        ("bob@example.org", PASSWORD),
        ("no address", PASSWORD),
        ("a\0@example.org", PASSWORD),
    ],
)
def test_it_refuses_a_wrong_password(email: str, password: str) -> None:
    new_user("ada@example.org")

    assert accounts.check_password(email, password) is None


def test_it_keeps_no_password() -> None:
    assert PASSWORD not in new_user().password_hash


def test_it_gives_an_address_to_one_account_only() -> None:
    new_user("ada@example.org")
    with pytest.raises(Conflict):
        new_user("Ada@Example.org")


@pytest.mark.parametrize(
    ("email", "name", "password", "role", "field"),
    [
        ("ada", "Ada", PASSWORD, "student", "email"),
        ("a" * 300 + "@example.org", "Ada", PASSWORD, "student", "email"),
        ("ada@example.org", "  ", PASSWORD, "student", "name"),
        ("ada@example.org", "A\0da", PASSWORD, "student", "name"),
        ("ada@example.org", "Ada", "short", "student", "password"),
        ("ada@example.org", "Ada", "x" * 201, "student", "password"),
        ("ada@example.org", "Ada", PASSWORD, "king", "role"),
    ],
)
def test_it_says_which_input_cannot_be_used(
    email: str, name: str, password: str, role: str, field: str
) -> None:
    with pytest.raises(BadInput) as caught:
        accounts.sign_up(email, name, password, role)

    assert field == caught.value.field


def test_it_changes_password_and_role() -> None:
    new_user("ada@example.org")
    accounts.set_password("ada@example.org", "another password")
    accounts.set_role("ada@example.org", "instructor")

    found = accounts.check_password("ada@example.org", "another password")
    assert ("instructor", ["ada@example.org"]) == (
        found.role,
        [user.email for user in accounts.everyone()],
    )


def test_it_says_when_there_is_no_such_account() -> None:
    with pytest.raises(NotFound):
        accounts.set_role("ada@example.org", "admin")


def test_it_knows_an_account_by_its_token() -> None:
    user = new_user()
    _, text = tokens.create(user, "laptop")

    assert (user.id, "chr_") == (tokens.user_of(text).id, text[:4])


def test_it_keeps_no_token() -> None:
    token, text = tokens.create(new_user(), "laptop")

    assert text.removeprefix("chr_") not in token.token_hash


def test_it_forgets_a_revoked_token() -> None:
    user = new_user()
    token, text = tokens.create(user, "laptop")
    tokens.revoke(user, token.id)

    assert [] == tokens.of_user(user)
    with pytest.raises(NotSignedIn):
        tokens.user_of(text)


def test_it_lets_nobody_revoke_the_token_of_another() -> None:
    token, _ = tokens.create(new_user("ada@example.org"), "laptop")
    with pytest.raises(NotFound):
        tokens.revoke(new_user("bob@example.org"), token.id)


def test_it_notes_when_a_token_was_used() -> None:
    token, text = tokens.create(new_user(), "laptop")
    tokens.user_of(text)
    session().expire_all()

    assert session().get(ApiToken, token.id).last_used_at >= token.created_at


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "\0"])
def test_it_asks_for_a_token_name_that_can_be_kept(name: str) -> None:
    with pytest.raises(BadInput):
        tokens.create(new_user(), name)
