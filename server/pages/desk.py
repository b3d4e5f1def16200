"""Everything that the exercise page shows, gathered for its template."""

from collections.abc import Mapping
from typing import Any

from exercises.names import TYPED
from exercises.variant import Variant
from server.models import Attempt, Draft, Submission
from server.models.submission import ERROR, PENDING
from server.pages import hints, sheet
from server.pages.drawings import drawing, is_low
from server.pages.verdicts import LOOKS
from server.services import drafts, marking, submitting, waiting
from server.services.drawing import variant_of

MARKS = " ".join(f"is-{verdict}" for verdict in LOOKS)


def newest(attempt: Attempt, opened: hints.Opened | None = None) -> dict[str, Any]:
    """The template's values for the newest work on an attempt, with one ladder of hints open."""
    submission, draft = submitting.latest(attempt), drafts.load(attempt)
    if submission and draft and draft.updated_at < submission.created_at:
        draft = None
    return _desk(attempt, submission, draft, opened)


def earlier(submission: Submission) -> dict[str, Any]:
    """The same for one submission, as it was."""
    return _desk(submission.attempt, submission, None, None)


def _desk(
    attempt: Attempt,
    submission: Submission | None,
    draft: Draft | None,
    opened: hints.Opened | None,
) -> dict[str, Any]:
    variant = variant_of(attempt)
    answers = _answers(submission, draft)
    page = _sheet(attempt, submission, answers)
    wide = drawing(variant, page.cells)
    row = page.row(opened.number) if opened else None
    ladders = (
        {row.number: hints.ladder(variant, row, answers, opened.level)} if row and opened else {}
    )
    return {
        "attempt": attempt,
        "variant": variant,
        "conventions": _conventions(variant),
        "given": {n: v for n, v in variant.given.items() if not n.endswith(TYPED)},
        "filled": {n: v for n, v in variant.given.items() if n.endswith(TYPED)},
        "sheet": page,
        "marks": MARKS,
        "checks": submitting.history(attempt),
        "shown": submission,
        "pending": submission is not None and submission.status == PENDING,
        "failed": submission is not None and submission.status == ERROR,
        "newest": _milliseconds(submission, draft),
        "saved_at": draft.updated_at if draft else None,
        "row": row,
        "ladders": ladders,
        "wide": wide,
        "low": is_low(wide),
        "tall": drawing(variant, page.cells, vertical=True),
    }


def _conventions(variant: Variant) -> dict[str, Any]:
    """Those that matter here: without a matrix, nobody asks what its rows are."""
    matrices = any(value.ndim > 2 for value in variant.values.values())
    said = variant.conventions.items()
    return {name: text for name, text in said if name != "weights" or matrices}


def _milliseconds(submission: Submission | None, draft: Draft | None) -> int:
    """When the values shown were stored, in the browser's count of time; 0 if never."""
    stored = [draft.updated_at] if draft else [submission.created_at] if submission else []
    return max((int(1000 * moment.timestamp()) for moment in stored), default=0)


def _answers(submission: Submission | None, draft: Draft | None) -> Mapping[str, Any]:
    if draft:
        return draft.answers
    return submission.answers if submission else {}


def _sheet(
    attempt: Attempt, submission: Submission | None, answers: Mapping[str, Any]
) -> sheet.Sheet:
    steps = variant_of(attempt).sheet.asked
    if submission is None:
        return sheet.build(steps, answers)
    waiting.nudge(submission)
    marked = marking.marking_of(submission)
    said = marked.to_json() if marked else None
    return sheet.build(steps, answers, said, submission.answers)
