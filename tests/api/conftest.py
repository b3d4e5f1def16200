"""One app for each file of tests, on SQLite and on PostgreSQL; Ada and Bob are students."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.api.caller import Caller, new_caller
from tests.pipeline.service import running_app
from tests.servers.databases import KINDS, Databases


@pytest.fixture(scope="module", params=KINDS)
def app(request: pytest.FixtureRequest, databases: Databases, redis_url: str) -> Iterator[Flask]:
    """The app without a grader: submissions stay pending until a test marks them."""
    url = databases.migrated(request.param)
    with running_app(url, redis_url, rate_limit="1000000 per minute") as made:
        yield made
    databases.drop(url)


@pytest.fixture(scope="module")
def ada(app: Flask) -> Caller:
    """A student."""
    return new_caller(app, "ada@example.org")


@pytest.fixture(scope="module")
def bob(app: Flask) -> Caller:
    """Another student."""
    return new_caller(app, "bob@example.org")


@pytest.fixture(scope="module")
def nobody(app: Flask) -> Caller:
    """A caller without a token."""
    return Caller(app, "")
