"""Waiting for a marking: a moment in the request, then patience with a nudge."""

import datetime

from grader.record import Record
from server import outbox
from server.core import core
from server.models import Submission
from server.models.base import now
from server.models.submission import PENDING
from server.news import hear

_PATIENCE = datetime.timedelta(seconds=10)


def wait(submission: Submission) -> Record | None:
    """Wait a moment for the marking; None if it takes longer or too many wait already.

    Call it after the commit: nothing may be locked meanwhile.
    """
    if submission.status != PENDING:
        return None
    news = core().bell.wait(submission.id, core().settings.wait_seconds)
    return hear(news) if news else None


def nudge(submission: Submission) -> None:
    """Send a submission again that somebody looks at and that is pending for too long.

    So a submission is marked even where no sweep runs.
    """
    overdue = submission.status == PENDING and now() - submission.created_at > _PATIENCE
    if overdue and core().bell.once(submission.id, _PATIENCE.seconds):
        outbox.send(core().queue, submission.id)
