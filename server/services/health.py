"""How the pipeline is: the age of the oldest pending submission shows every kind of stall."""

from dataclasses import dataclass

from sqlalchemy import func, select

from server.core import core
from server.models import Submission
from server.models.base import now
from server.models.submission import ERROR, PENDING

# Well above the wait of a busy lab hour, well below anybody's patience.
_LATE_SECONDS = 60.0


@dataclass(frozen=True)
class Health:
    """Counts of submissions, and the age in seconds of the oldest that is pending (else 0)."""

    pending: int
    oldest: float
    errors: int

    @property
    def status(self) -> str:
        """`ok`, or `degraded` when somebody waits for too long."""
        return "ok" if self.oldest < _LATE_SECONDS else "degraded"


def health() -> Health:
    """Look now."""
    pending = select(func.count(), func.min(Submission.created_at)).where(
        Submission.status == PENDING
    )
    errors = select(func.count()).where(Submission.status == ERROR)
    with core().database.reading() as opened:
        count, since = opened.execute(pending).one()
        age = (now() - since).total_seconds() if since else 0.0
        return Health(count, max(age, 0.0), opened.execute(errors).scalar_one())
