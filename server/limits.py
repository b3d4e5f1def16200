"""How many requests one account or address may make."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

from server.settings import Settings


def caller() -> str:
    """The account if signed in, else the address."""
    if current_user.is_authenticated:
        return f"account {current_user.get_id()}"
    return get_remote_address()


def address_and_email() -> str:
    """One address and one account name: a class behind one address does not lock itself out."""
    return f"{get_remote_address()} {request.form.get('email', '').strip().lower()[:200]}"


limiter = Limiter(caller, key_prefix="chainrule")


def init_app(app: Flask, settings: Settings) -> None:
    """Count in Redis; while Redis is away, count in this process."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.limiter_url
    app.config["RATELIMIT_DEFAULT"] = settings.rate_limit
    app.config["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] = True
    limiter.init_app(app)
