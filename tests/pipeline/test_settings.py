"""Settings come from the environment, and a wrong one is said at once."""

from pathlib import Path

import pytest

from server.settings import BadSetting, Settings

GIVEN = {
    "CHAINRULE_DATABASE_URL": "sqlite://",
    "CHAINRULE_REDIS_URL": "redis://127.0.0.1/0",
    "CHAINRULE_SECRET_KEY": "0123456789abcdef",
}


def test_it_reads_what_is_given_and_defaults_the_rest() -> None:
    settings = Settings.from_environment({**GIVEN, "CHAINRULE_WAIT_SECONDS": "0.5"})

    assert ("sqlite://", 0.5, False) == (
        settings.database_url,
        settings.wait_seconds,
        settings.https,
    )


@pytest.mark.parametrize("name", GIVEN)
def test_it_names_what_is_missing(name: str) -> None:
    with pytest.raises(BadSetting, match=f"{name} is not set"):
        Settings.from_environment({key: GIVEN[key] for key in GIVEN if key != name})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CHAINRULE_WAIT_SECONDS", "soon"),
        ("CHAINRULE_WAIT_SECONDS", "nan"),
        ("CHAINRULE_WAIT_SECONDS", "-1"),
        ("CHAINRULE_WAIT_SECONDS", "6"),
        ("CHAINRULE_WAITERS", "-1"),
        ("CHAINRULE_TRIES", "1.5"),
        ("CHAINRULE_HTTPS", "yes"),
        ("CHAINRULE_SECRET_KEY", "too short"),
        ("CHAINRULE_DATABASE_URL_FILE", "/nowhere/at/all"),
    ],
)
def test_it_names_what_cannot_be_used(name: str, text: str) -> None:
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment({**GIVEN, name: text})


def test_it_reads_a_secret_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret from a file\n")
    given = {key: GIVEN[key] for key in GIVEN if "SECRET" not in key}
    settings = Settings.from_environment({**given, "CHAINRULE_SECRET_KEY_FILE": str(secret)})

    assert "a secret from a file" == settings.secret_key


@pytest.mark.parametrize(
    ("url", "broker", "limiter"),
    [
        ("redis://:pw@host:1/0", "redis://:pw@host:1/0", "redis://:pw@host:1/0"),
        (
            "unix:///run/v.sock?db=1",
            "redis+socket:///run/v.sock?virtual_host=1",
            "redis+unix:///run/v.sock?db=1",
        ),
    ],
)
def test_it_writes_the_broker_as_others_want_it(url: str, broker: str, limiter: str) -> None:
    settings = Settings.from_environment({**GIVEN, "CHAINRULE_REDIS_URL": url})

    assert (broker, limiter) == (settings.broker_url, settings.limiter_url)
