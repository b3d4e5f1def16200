"""What must be done once before the pages are served: tables, and a first account."""

import secrets
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from server.database import session, upgrade
from server.models import User
from server.services import accounts
from server.settings import Settings

FIRST_EMAIL = "instructor@example.org"


def prepare(app: Flask, settings: Settings, news: Path) -> None:
    """Bring the database up to date, and make the first account where there is none.

    How to sign in goes to the file ``news``: should this start fail, the next one still tells it.
    """
    upgrade(settings.database_url)
    with app.app_context():
        if not session().scalar(select(func.count(User.id))):
            news.touch(mode=0o600)
            news.write_text(first_account(), encoding="utf-8")


def first_account() -> str:
    """Make an instructor with a fresh password; return how to sign in."""
    password = secrets.token_urlsafe(9)
    accounts.sign_up(FIRST_EMAIL, "Instructor", password, role="instructor")
    return (
        f"Sign in as {FIRST_EMAIL} with the password {password} (it is shown only now), "
        "or sign up on the page as a student does."
    )
