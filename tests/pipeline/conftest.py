"""An app on a fresh database of either kind, with a real broker."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server.models import Attempt
from tests.pipeline.service import new_attempt, new_user, running_app


@pytest.fixture
def app(migrated_url: str, redis_url: str) -> Iterator[Flask]:
    """The app, inside its context."""
    with running_app(migrated_url, redis_url) as made, made.app_context():
        yield made


@pytest.fixture
def attempt(app: Flask) -> Attempt:
    """An exercise of a fresh account."""
    return new_attempt(new_user())
