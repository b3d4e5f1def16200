"""Loads what an address names, or says that it is missing or not for this account."""

from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from server.database import session
from server.models import Attempt, Submission, User
from server.services.errors import Forbidden, NotFound

_ATTEMPT = (
    select(Attempt)
    .where(Attempt.public_id == bindparam("public_id"))
    .options(joinedload(Attempt.variant))
)
_SUBMISSION = (
    select(Submission)
    .where(Submission.public_id == bindparam("public_id"))
    .options(joinedload(Submission.attempt).joinedload(Attempt.variant))
)


def attempt_of(user: User, public_id: str) -> Attempt:
    """The attempt with its variant; raises NotFound or Forbidden."""
    attempt: Attempt = _one(_ATTEMPT, public_id, "exercise")
    _allow(user, attempt)
    return attempt


def submission_of(user: User, public_id: str) -> Submission:
    """The submission with its attempt and variant; raises NotFound or Forbidden."""
    submission: Submission = _one(_SUBMISSION, public_id, "submission")
    _allow(user, submission.attempt)
    return submission


def _one(query: Any, public_id: str, what: str) -> Any:
    found = session().scalars(query, {"public_id": public_id}).one_or_none()
    if found is None:
        raise NotFound(f"There is no such {what}.")
    return found


def _allow(user: User, attempt: Attempt) -> None:
    if attempt.user_id != user.id and user.role == "student":
        raise Forbidden("This belongs to another account.")
