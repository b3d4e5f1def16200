"""The worked solution: shown when a student asks for it after a check of their own."""

from collections.abc import Sequence

from exercises.solving import Worked, solution
from grader.answers import read_answers
from server.database import session
from server.models import Attempt
from server.models.base import now
from server.services import submitting
from server.services.drawing import variant_of
from server.services.errors import Conflict


def reveal(attempt: Attempt) -> None:
    """Let the solution be shown; from then on no further check counts. Commits.

    Raises Conflict before the first check.
    """
    if submitting.latest(attempt) is None:
        raise Conflict("Check your own values first; then the worked solution can be shown.")
    if attempt.solution_at is None:
        attempt.solution_at = now()
        session().commit()


def worked(attempt: Attempt) -> Sequence[Worked]:
    """Every step worked out, beside it from the student's newest values; empty until revealed."""
    newest = submitting.latest(attempt)
    if attempt.solution_at is None or newest is None:
        return ()
    variant = variant_of(attempt)
    return solution(variant, read_answers(variant.sheet, newest.answers).pins)
