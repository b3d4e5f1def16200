"""The JSON API under /api/v1, and what a monitor asks."""

from flask import Flask

from server.api import document, errors, families, submissions, variants
from server.api.authentication import caller
from server.api.blueprint import blueprint
from server.api.monitor import monitor
from server.core import core
from server.limits import limiter
from server.login import csrf
from server.settings import Settings

__all__ = ["document", "families", "init_app", "submissions", "variants"]

# The API has no cookies, so it needs no CSRF token; and it counts by token, not by address.
csrf.exempt(blueprint)
limiter.limit(lambda: core().settings.rate_limit, key_func=caller)(blueprint)
limiter.exempt(monitor)
errors.handle(blueprint)


def init_app(app: Flask, _: Settings) -> None:
    """Register the API and the monitor's addresses."""
    app.register_blueprint(blueprint)
    app.register_blueprint(monitor)
