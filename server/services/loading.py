"""Loads what an address names, or says that it is missing or not for this account."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from server.database import session
from server.models import Attempt, Submission, User
from server.services.errors import Forbidden, NotFound


def attempt_of(user: User, public_id: str) -> Attempt:
    """The attempt with its variant; raises NotFound or Forbidden."""
    query = select(Attempt).where(Attempt.public_id == public_id)
    attempt = _one(query.options(joinedload(Attempt.variant)), "exercise")
    _allow(user, attempt)
    return attempt


def submission_of(user: User, public_id: str) -> Submission:
    """The submission with its attempt and variant; raises NotFound or Forbidden."""
    path = joinedload(Submission.attempt).joinedload(Attempt.variant)
    query = select(Submission).where(Submission.public_id == public_id)
    submission = _one(query.options(path), "submission")
    _allow(user, submission.attempt)
    return submission


def _one(query: Any, what: str) -> Any:
    found = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound(f"There is no such {what}.")
    return found


def _allow(user: User, attempt: Attempt) -> None:
    if attempt.user_id != user.id and user.role == "student":
        raise Forbidden("This belongs to another account.")
