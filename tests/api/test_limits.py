"""Nobody can take everything."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.api.caller import Caller, new_caller
from tests.pipeline.service import core_of, running_app


@pytest.fixture
def app(migrated_url: str, redis_url: str) -> Iterator[Flask]:
    with running_app(migrated_url, redis_url, rate_limit="3 per minute") as made:
        core_of(made).bell.client.flushdb()
        yield made


def test_it_limits_each_token_by_itself(app: Flask) -> None:
    ada, bob = new_caller(app, "ada@example.org"), new_caller(app, "bob@example.org")
    statuses = [ada.get("/families").status_code for _ in range(4)]

    assert ([200, 200, 200, 429], 200) == (statuses, bob.get("/families").status_code)


def test_it_limits_an_address_without_a_token(app: Flask) -> None:
    nobody = Caller(app, "")

    assert [401, 401, 401, 429] == [nobody.get("/families").status_code for _ in range(4)]


def test_it_never_limits_the_monitor(app: Flask) -> None:
    client = app.test_client()

    assert {200} == {client.get("/healthz").status_code for _ in range(5)}


def test_it_still_serves_while_redis_is_away(migrated_url: str) -> None:
    with running_app(migrated_url) as app:
        assert 200 == new_caller(app, "ada@example.org").get("/families").status_code
