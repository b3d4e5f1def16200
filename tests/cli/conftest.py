"""How the tests call the command line, and what it works on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner

from server.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit status and what it printed where."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on standard output, as strict JSON."""
        return json.loads(self.out, parse_constant=_not_strict)


def _not_strict(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is not JSON")


def run_cli(*args: object, stdin: str | bytes | None = None, **environment: str) -> Ran:
    """Run a command inside this process."""
    texts = [str(arg) for arg in args]
    result = CliRunner(env=environment).invoke(main, texts, input=stdin)
    return Ran(result.exit_code, result.stdout, result.stderr)


@pytest.fixture(name="run", scope="session")
def run_() -> Callable[..., Ran]:
    """Return the function that runs a command."""
    return run_cli


@pytest.fixture(scope="session")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the handout's exercise as a file."""
    path = tmp_path_factory.mktemp("variants") / "handout.json"
    path.write_text(run_cli("draw", "handout", "--seed", 1, "--json").out, "utf-8")
    return path
