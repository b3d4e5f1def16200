"""Everything that can be set from outside: one frozen dataclass, read from the environment."""

import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "CHAINRULE_"


class BadSetting(ValueError):
    """A setting is missing or unreadable; str(error) is one sentence naming the variable."""


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError("must not be negative")
    return number


def _seconds(most: int) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = float(text)
        if not 0 <= number <= most:
            raise ValueError(f"must lie between 0 and {most}")
        return number

    return read


def _switch(text: str) -> bool:
    if text not in ("True", "False"):
        raise ValueError("must be True or False")
    return text == "True"


def _setting(words: str, read: Callable[[str], Any] = str, default: Any = MISSING) -> Any:
    return field(default=default, metadata={"help": words, "read": read})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a deployment may choose. Variable names are `variable(field)`.

    Every variable may be given as `<NAME>_FILE` instead: the path of a file that holds the value.
    """

    database_url: str = _setting("SQLAlchemy URL of the PostgreSQL or SQLite database")
    redis_url: str = _setting("URL of the Valkey or Redis broker: redis://, rediss:// or unix://")
    secret_key: str = _setting("secret that signs cookies; at least 16 characters")
    https: bool = _setting(
        "True when students reach the site by HTTPS: cookies are then marked Secure",
        _switch,
        False,
    )
    trusted_proxies: int = _setting("number of trusted reverse proxies in front", _count, 0)
    max_content_length: int = _setting(
        "largest request body in bytes; a longer one is answered 413", _count, 65_536
    )
    wait_seconds: float = _setting(
        "how long a submit request waits for its marking before it answers 202", _seconds(5), 1.0
    )
    waiters: int = _setting("how many requests of one process may wait at once", _count, 12)
    pending_seconds: float = _setting(
        "age at which a pending submission is sent to the grader again", _seconds(3600), 30.0
    )
    tries: int = _setting(
        "how often a submission is sent again before it becomes an error", _count, 10
    )
    rate_limit: str = _setting(
        "requests allowed per account or address, in the words of Flask-Limiter",
        str,
        "1200 per minute",
    )

    def __post_init__(self) -> None:
        if len(self.secret_key) < 16:
            raise BadSetting(f"{PREFIX}SECRET_KEY must have at least 16 characters.")

    @property
    def broker_url(self) -> str:
        """`redis_url` as Celery writes it."""
        if not self.redis_url.startswith("unix://"):
            return self.redis_url
        path = self.redis_url.removeprefix("unix://").replace("?db=", "?virtual_host=", 1)
        return f"redis+socket://{path}"

    @property
    def limiter_url(self) -> str:
        """`redis_url` as Flask-Limiter writes it."""
        return self.redis_url.replace("unix://", "redis+unix://", 1)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read every setting; raises BadSetting for the first one that is missing or unreadable."""
        given = {each.name: _text(environment, variable(each)) for each in fields(cls)}
        return cls(
            **{
                each.name: _read(each, text)
                for each in fields(cls)
                if (text := given[each.name]) is not None or each.default is MISSING
            }
        )


def variable(setting: "Field[Any]") -> str:
    """The environment variable of a setting: `tries` is CHAINRULE_TRIES."""
    return PREFIX + setting.name.upper()


def _text(environment: Mapping[str, str], name: str) -> str | None:
    if path := environment.get(name + "_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE cannot be read: {error.strerror}.") from error
    return environment.get(name) or None


def _read(setting: "Field[Any]", text: str | None) -> Any:
    name = variable(setting)
    if text is None:
        raise BadSetting(f"{name} is not set: {setting.metadata['help']}.")
    try:
        return setting.metadata["read"](text)
    except ValueError as error:
        raise BadSetting(f"{name}={text!r} cannot be used: {error}.") from error
