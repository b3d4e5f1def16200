"""The web application: a list of registrations."""

from flask import Flask

from server import api, core, errors, headers, limits, login, request_log, static_files
from server.pages import groups
from server.settings import Settings


def create_app(settings: Settings) -> Flask:
    """The application for these settings; starts nothing and connects to nothing yet."""
    app = Flask("server", static_url_path=static_files.url_path())
    app.config.from_mapping(_configuration(settings))
    core.install(app, settings)
    for part in (request_log, headers, errors, login, limits, static_files, groups, api):
        part.init_app(app, settings)
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https,
        "MAX_CONTENT_LENGTH": settings.max_content_length,
        # A page may stay open for days; its token then still belongs to the session.
        "WTF_CSRF_TIME_LIMIT": None,
        "TEMPLATES_AUTO_RELOAD": False,
    }
