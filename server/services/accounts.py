"""Making an account, and telling whether a password is right."""

import functools
from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import select

from server.database import dialect_of, insert, session
from server.models import User
from server.models.user import ROLES
from server.services.errors import BadInput, Conflict, NotFound
from server.services.texts import clean

SHORTEST_PASSWORD = 8
LONGEST = 200

_hasher = PasswordHasher()


def sign_up(email: str, name: str, password: str, role: str = "student") -> User:
    """Make an account and commit it; raises BadInput or Conflict."""
    values = {
        "email": normalised(email),
        "name": _named(name),
        "password_hash": _hasher.hash(_password(password)),
        "role": _known(role),
    }
    opened = session()
    made = insert(User, dialect_of(opened)).values(values).on_conflict_do_nothing().returning(User)
    user = opened.scalars(made).one_or_none()
    if user is None:
        raise Conflict("There is already an account with this email address.", "email")
    opened.commit()
    return user


def check_password(email: str, password: str) -> User | None:
    """The account if the password is right, else None."""
    user = _find_or_none(email)
    try:
        _hasher.verify(user.password_hash if user else _hash_of_nobody(), password)
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return None
    return user


@functools.cache
def _hash_of_nobody() -> str:
    # Checked when there is no such account, so that the time of the answer does not tell.
    return _hasher.hash("nobody has this password")


def find(email: str) -> User:
    """The account with this address; raises BadInput or NotFound."""
    user = _find(normalised(email))
    if user is None:
        raise NotFound("There is no account with this email address.", "email")
    return user


def everyone() -> Sequence[User]:
    """All accounts, by email address."""
    return session().scalars(select(User).order_by(User.email)).all()


def set_password(email: str, password: str) -> User:
    """Replace a password and commit; raises BadInput or NotFound."""
    user = find(email)
    user.password_hash = _hasher.hash(_password(password))
    session().commit()
    return user


def set_role(email: str, role: str) -> User:
    """Replace a role and commit; raises BadInput or NotFound."""
    user = find(email)
    user.role = _known(role)
    session().commit()
    return user


def normalised(email: object) -> str:
    """The address in its one normal form; raises BadInput."""
    text = clean("email", email, LONGEST)
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise BadInput("email", f"This is no email address: {error}") from error


def _find_or_none(email: str) -> User | None:
    try:
        return _find(normalised(email))
    except BadInput:
        return None


def _find(address: str) -> User | None:
    return session().scalars(select(User).where(User.email == address)).one_or_none()


def _known(role: str) -> str:
    if role not in ROLES:
        raise BadInput("role", f"The role must be one of: {', '.join(ROLES)}.")
    return role


def _named(name: object) -> str:
    text = clean("name", name, LONGEST).strip()
    if not text:
        raise BadInput("name", "Please give a name.")
    return text


def _password(password: object) -> str:
    text = clean("password", password, LONGEST)
    if len(text) < SHORTEST_PASSWORD:
        raise BadInput("password", f"Please use at least {SHORTEST_PASSWORD} characters.")
    return text
