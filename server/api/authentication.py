"""Whose request it is: `Authorization: Bearer chr_...`."""

import hashlib

from flask import g, request
from flask_limiter.util import get_remote_address

from server.models import User
from server.services import tokens
from server.services.errors import NotSignedIn


def me() -> User:
    """The account of this request's token; raises NotSignedIn."""
    if "api_user" not in g:
        g.api_user = tokens.user_of(_token())
    user: User = g.api_user
    return user


def caller() -> str:
    """Who is counted by the rate limit: the token if there is one, else the address."""
    given = request.headers.get("Authorization", "")
    if not given:
        return get_remote_address()
    return hashlib.sha256(given.encode(errors="surrogateescape")).hexdigest()


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn("Send your token in the header: Authorization: Bearer chr_...")
    return token.strip()
