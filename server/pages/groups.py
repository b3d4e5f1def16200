"""All page groups, registered in one place."""

from flask import Flask

from server.pages import account, accounts, filters, home, practice, solutions, work
from server.settings import Settings


def init_app(app: Flask, _: Settings) -> None:
    """Register all page groups and what their templates use."""
    filters.init_app(app)
    for group in (home, accounts, practice, work, solutions, account):
        app.register_blueprint(group.blueprint)
