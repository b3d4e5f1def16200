"""``chainrule user``."""

from collections.abc import Callable

import pytest

from server.cli.database import opened
from server.services.accounts import check_password
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
Call = Callable[..., Ran]
ALICE = ("alice@example.com", "--name", "Alice", "--password", "correct horse")


@pytest.fixture
def user(run: Run, migrated_url: str) -> Call:
    """Return the function that runs a user command on a fresh database."""
    return lambda *args, **more: run("user", *args, "--database", migrated_url, **more)


def may_sign_in(url: str, email: str, password: str) -> bool:
    with opened(url):
        return check_password(email, password) is not None


def test_it_adds_an_account(user: Call, migrated_url: str) -> None:
    ran = user("add", *ALICE, "--role", "instructor")

    assert (0, "alice@example.com can sign in as instructor.\n") == (ran.status, ran.out)
    assert may_sign_in(migrated_url, "alice@example.com", "correct horse")


def test_it_asks_for_what_is_not_given(user: Call, migrated_url: str) -> None:
    ran = user("add", "bob@example.com", stdin="Bob\ncorrect horse\ncorrect horse\n")

    assert 0 == ran.status
    assert "correct horse" not in ran.out
    assert may_sign_in(migrated_url, "bob@example.com", "correct horse")


def test_it_lists_the_accounts(user: Call) -> None:
    user("add", *ALICE)

    alice = {"email": "alice@example.com", "name": "Alice", "role": "student"}
    assert [alice] == user("list", "--json").json
    assert "alice@example.com" in user("list").out


def test_it_changes_a_password(user: Call, migrated_url: str) -> None:
    user("add", *ALICE)

    assert 0 == user("password", "alice@example.com", "--password", "battery staple").status
    assert [True, False] == [
        may_sign_in(migrated_url, "alice@example.com", password)
        for password in ("battery staple", "correct horse")
    ]


def test_it_changes_a_role(user: Call) -> None:
    user("add", *ALICE)

    assert 0 == user("role", "alice@example.com", "admin").status
    assert ["admin"] == [one["role"] for one in user("list", "--json").json]


@pytest.mark.parametrize(
    "args",
    [
        ("add", "nonsense", "--name", "Alice", "--password", "correct horse"),
        ("add", "bob@example.com", "--name", "", "--password", "correct horse"),
        ("add", "bob@example.com", "--name", "Bob", "--password", "short"),
        ("add", *ALICE),
        ("add", *ALICE, "--role", "nonsense"),
        ("password", "nobody@example.com", "--password", "correct horse"),
        ("password", "alice@example.com", "--password", "short"),
        ("role", "nobody@example.com", "admin"),
        ("role", "alice@example.com", "nonsense"),
    ],
)
def test_it_refuses_bad_input_in_one_line(user: Call, args: tuple[str, ...]) -> None:
    user("add", *ALICE)

    ran = user(*args)

    assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n"))
