"""Drawing a fresh exercise for a student."""

import secrets
from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from exercises.drawing import draw
from exercises.errors import BadParameter, UnknownFamily
from exercises.pairs import separating
from exercises.solving import solve
from exercises.variant import Variant
from server.database import dialect_of, insert, session
from server.descriptions import with_descriptions
from server.models import Attempt, StoredVariant, User
from server.services.errors import BadInput
from server.variants import variant

LARGEST_SEED = 2**53 - 1  # what every JSON reader can hold


def start(
    user: User,
    family: str,
    params: Mapping[str, object],
    seed: int | None = None,
    suspected: Collection[str] = (),
) -> Attempt:
    """Draw a variant, freeze it, and give it to the student; commits. Raises BadInput.

    ``suspected``: misconceptions that its numbers are to tell apart, as well as they can.
    """
    chosen = secrets.randbelow(LARGEST_SEED) if seed is None else seed
    drawn = _draw(family, params, chosen, suspected)
    opened = session()
    attempt = Attempt(user_id=user.id, variant=_stored(opened, drawn))
    opened.add(attempt)
    opened.commit()
    return attempt


def variant_of(attempt: Attempt) -> Variant:
    """The attempt's variant as the engine's object."""
    return variant(attempt.variant.hash, lambda: attempt.variant.content)


def _draw(
    family: str, params: Mapping[str, object], seed: int, suspected: Collection[str]
) -> Variant:
    if not 0 <= seed <= LARGEST_SEED:
        raise BadInput("seed", f"The seed must lie between 0 and {LARGEST_SEED}.")
    try:
        described = with_descriptions(family, params)
        if suspected:
            return separating(family, described, suspected, seed)
        return draw(family, seed, described)
    except UnknownFamily as error:
        raise BadInput("family", str(error)) from error
    except BadParameter as error:
        raise BadInput("params", str(error)) from error


def _stored(opened: Session, drawn: Variant) -> StoredVariant:
    """The row of this variant: the one that is there, else a new one."""
    new = insert(StoredVariant, dialect_of(opened)).values(
        hash=drawn.hash,
        family=drawn.family,
        version=drawn.version,
        seed=drawn.seed,
        params=dict(drawn.params),
        content=drawn.to_json(),
        truth=solve(drawn),
    )
    opened.execute(new.on_conflict_do_nothing(index_elements=["hash"]))
    return opened.scalars(select(StoredVariant).where(StoredVariant.hash == drawn.hash)).one()
