"""Static files under an address that changes with their content, so that browsers keep them."""

import hashlib
from pathlib import Path

from flask import Flask

from server.settings import Settings

FOLDER = Path(__file__).parent / "static"
YEAR = 365 * 24 * 3600


def url_path() -> str:
    """`/static/<fingerprint>`: modules that import one another stay in one version."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        digest.update(path.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def init_app(app: Flask, _: Settings) -> None:
    """Let browsers keep static files for a year."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
