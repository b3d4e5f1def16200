"""Brings the database up to date before the service starts: ``python -m server.runtime.prepare``.

A process of its own, so that the supervisor need not hold SQLAlchemy in memory for ever. What a
person should read at the first start goes to the standard output.
"""

import secrets

from flask import Flask
from sqlalchemy import func, select

from server import core
from server.database import session, upgrade
from server.models import User
from server.services import accounts
from server.settings import Settings

FIRST_EMAIL = "instructor@example.org"


def main() -> None:
    """Migrate, and make the first account when there is none."""
    settings = Settings.from_environment()
    upgrade(settings.database_url)
    app = Flask(__name__)
    installed = core.install(app, settings)
    with app.app_context():
        if not session().scalar(select(func.count(User.id))):
            print(first_account())  # noqa: T201
    installed.close()


def first_account() -> str:
    """Make an instructor with a fresh password; return how to sign in."""
    password = secrets.token_urlsafe(9)
    accounts.sign_up(FIRST_EMAIL, "Instructor", password, role="instructor")
    return (
        f"Sign in as {FIRST_EMAIL} with the password {password} (it is shown only now), "
        "or sign up on the page as a student does."
    )


if __name__ == "__main__":
    main()
