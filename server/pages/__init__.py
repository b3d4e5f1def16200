"""The pages, one file per group; the templates' folders have the same names."""

from flask import Flask

from server.pages import account, accounts, filters, home, practice, work
from server.settings import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Register all page groups and what their templates use."""
    filters.init_app(app)
    for group in (home, accounts, practice, work, account):
        app.register_blueprint(group.blueprint)
