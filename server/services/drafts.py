"""Keeping work that is not submitted yet."""

from collections.abc import Mapping

from server.database import dialect_of, insert, session
from server.models import Attempt, Draft
from server.models.base import now
from server.services.answers import fitted
from server.services.drawing import variant_of


def load(attempt: Attempt) -> Draft | None:
    """The draft of an attempt."""
    return session().get(Draft, attempt.id)


def save(attempt: Attempt, answers: Mapping[str, object]) -> None:
    """Keep these answers in place of the earlier draft; commits. Raises BadInput."""
    values = {"answers": fitted(variant_of(attempt), answers), "updated_at": now()}
    opened = session()
    kept = insert(Draft, dialect_of(opened)).values(attempt_id=attempt.id, **values)
    opened.execute(kept.on_conflict_do_update(index_elements=["attempt_id"], set_=values))
    opened.commit()
