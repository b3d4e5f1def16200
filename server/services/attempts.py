"""A student's own work at a glance."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Subquery, case, func, or_, select
from sqlalchemy.orm import contains_eager

from server.database import session
from server.models import Attempt, Marking, Submission, User
from server.models.submission import ERROR, PENDING


@dataclass(frozen=True)
class Summary:
    """One attempt and what became of it. Score, max and last are None before a submission."""

    attempt: Attempt
    tries: int
    score: float | None
    max: float | None
    last: datetime.datetime | None
    pending: int
    errors: int

    @property
    def state(self) -> str:
        """One word: new, pending, error or marked."""
        if not self.tries:
            return "new"
        if self.pending:
            return "pending"
        return "marked" if self.score is not None else "error"


def of_user(user: User, limit: int = 200) -> Sequence[Summary]:
    """The newest attempts of an account, newest first."""
    sums = _sums(user)
    query = (
        select(Attempt, *(column for column in sums.c if column.name != "attempt_id"))
        .join(Attempt.variant)
        .outerjoin(sums, sums.c.attempt_id == Attempt.id)
        .where(Attempt.user_id == user.id)
        .options(contains_eager(Attempt.variant))
        .order_by(Attempt.id.desc())
        .limit(limit)
    )
    return [
        Summary(attempt, tries or 0, score, most, last, pending or 0, errors or 0)
        for attempt, tries, score, most, last, pending, errors in session().execute(query)
    ]


def _sums(user: User) -> Subquery:
    """Per attempt: submissions, best score, maximum, last time, how many pending and in error.

    A submission may have several markings, one per grader version: the best counts, of those handed
    in before the worked solution was shown.
    """
    best = (
        select(
            Marking.submission_id,
            func.max(Marking.score).label("score"),
            func.max(Marking.max).label("most"),
        )
        .group_by(Marking.submission_id)
        .subquery()
    )
    counts = or_(Attempt.solution_at.is_(None), Submission.created_at <= Attempt.solution_at)
    return (
        select(
            Submission.attempt_id,
            func.count(Submission.id).label("tries"),
            func.max(case((counts, best.c.score))).label("score"),
            func.max(best.c.most).label("most"),
            func.max(Submission.created_at).label("last"),
            func.sum(case((Submission.status == PENDING, 1), else_=0)).label("pending"),
            func.sum(case((Submission.status == ERROR, 1), else_=0)).label("errors"),
        )
        .join(Attempt)
        .outerjoin(best, best.c.submission_id == Submission.id)
        .where(Attempt.user_id == user.id)
        .group_by(Submission.attempt_id)
        .subquery()
    )
