"""Who is signed in, and the token that every form carries."""

from dataclasses import dataclass

from flask import Flask, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf import CSRFProtect

from server import database
from server.models import User
from server.pages import resend
from server.settings import Settings

csrf = CSRFProtect()
manager = LoginManager()


@dataclass(frozen=True, eq=False)
class SignedIn(UserMixin):
    """A user as Flask-Login knows it."""

    user: User

    def get_id(self) -> str:
        """What the cookie holds."""
        return str(self.user.id)


def init_app(app: Flask, _: Settings) -> None:
    """Read the session's cookie on each request."""
    manager.init_app(app)
    csrf.init_app(app)


@manager.unauthorized_handler
def _send_to_sign_in() -> ResponseReturnValue:
    """To the sign-in page and back; values typed into an exercise stay with the reader."""
    if request.method == "POST" and request.blueprint in ("work", "solutions"):
        return resend.page("You are signed out meanwhile."), 401
    flash("Please sign in first.")
    wanted = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("accounts.sign_in", next=wanted or None))


@manager.user_loader
def load(identity: str) -> SignedIn | None:
    """The user of a cookie; None if the account is gone."""
    user = database.session().get(User, int(identity))
    return SignedIn(user) if user else None


def sign_in(user: User) -> None:
    """Start a new session for this user: nothing of the session before it is kept."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(user))


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()


def me() -> User:
    """The user of this request; only for views that ask for a login."""
    user: User = current_user.user
    return user
