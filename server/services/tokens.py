"""API tokens: made and shown once, found by their hash, revoked."""

import datetime
import hashlib
import secrets
from collections.abc import Sequence

from sqlalchemy import bindparam, select, update

from server.database import session
from server.models import ApiToken, User
from server.models.base import now
from server.services.errors import BadInput, NotFound, NotSignedIn
from server.services.texts import clean

PREFIX = "chr_"
# The moment of last use is kept only this precisely, so that most requests write nothing for it.
_USED_EVERY = datetime.timedelta(minutes=10)
_OWNER = (
    select(User, ApiToken.id, ApiToken.last_used_at)
    .join(ApiToken.user)
    .where(ApiToken.token_hash == bindparam("token_hash"), ApiToken.revoked_at.is_(None))
)


def create(user: User, name: str) -> tuple[ApiToken, str]:
    """Make and commit a token; returns its row and its text, which is never shown again."""
    label = clean("name", name, 100).strip()
    if not label:
        raise BadInput("name", "Please give the token a name.")
    text = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(user_id=user.id, name=label, token_hash=_hash(text))
    opened = session()
    opened.add(token)
    opened.commit()
    return token, text


def of_user(user: User) -> Sequence[ApiToken]:
    """The tokens that still work, newest first."""
    query = select(ApiToken).where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
    return session().scalars(query.order_by(ApiToken.id.desc())).all()


def revoke(user: User, token_id: int) -> None:
    """End a token for good; raises NotFound."""
    opened = session()
    ended = update(ApiToken).where(
        ApiToken.id == token_id, ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None)
    )
    if opened.scalars(ended.values(revoked_at=now()).returning(ApiToken.id)).one_or_none() is None:
        raise NotFound("There is no such token.")
    opened.commit()


def user_of(text: str) -> User:
    """Whose token this is; raises NotSignedIn."""
    found = session().execute(_OWNER, {"token_hash": _hash(text)}).one_or_none()
    if found is None:
        raise NotSignedIn("This token does not exist or was revoked.")
    user: User = found.User
    if found.last_used_at is None or now() - found.last_used_at > _USED_EVERY:
        _note_use(found.id)
    return user


def _note_use(token_id: int) -> None:
    used = update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=now())
    session().execute(used)


def _hash(text: str) -> str:
    # A token is 256 random bits, so one round is enough.
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
