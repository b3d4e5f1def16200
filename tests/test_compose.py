"""The compose file: what must hold of it, without an engine to run it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from grader.app import TIME_LIMIT
from server.settings import Settings

HOME = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((HOME / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
LASTING = sorted(SERVICES.keys() - {"migrate"})


def assigned(text: str) -> dict[str, str]:
    """Return the variables of an environment file."""
    lines = (line.partition("=") for line in text.splitlines() if line[:1] not in ("", "#"))
    return {name: value for name, _, value in lines}


EXAMPLE = assigned((HOME / ".env.example").read_text("utf-8"))


def test_it_runs_every_part_of_the_service() -> None:
    assert {"web", "worker", "beat", "migrate", "redis", "postgres"} == SERVICES.keys()


@pytest.mark.parametrize("name", LASTING)
def test_it_starts_a_part_again_whenever_it_ends(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - {"migrate", "web"}))
def test_it_checks_the_health_of_every_part(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


def test_it_checks_the_health_of_the_web_process_in_its_image() -> None:
    assert "HEALTHCHECK" in (HOME / "Dockerfile").read_text("utf-8")
    assert "healthcheck" not in SERVICES["web"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_it_migrates_before_a_part_starts(name: str) -> None:
    waits = SERVICES[name]["depends_on"]

    assert "service_completed_successfully" == waits["migrate"]["condition"]


@pytest.mark.parametrize("name", ["redis", "postgres"])
def test_it_keeps_data_in_named_volumes(name: str) -> None:
    (volume,) = SERVICES[name]["volumes"]

    assert volume.partition(":")[0] in COMPOSE["volumes"]


def test_it_never_drops_work_from_the_queue() -> None:
    command = SERVICES["redis"]["command"]

    assert "--maxmemory-policy noeviction" in command
    assert "--appendonly yes" in command


def test_it_lets_a_worker_finish_its_task() -> None:
    assert int(SERVICES["worker"]["stop_grace_period"].removesuffix("s")) > TIME_LIMIT


def test_it_leaves_no_process_as_root() -> None:
    users = re.findall(r"^USER (\w+)$", (HOME / "Dockerfile").read_text("utf-8"), re.MULTILINE)

    assert ["chainrule"] == users


def test_it_names_every_variable_in_the_example() -> None:
    text = (HOME / "docker-compose.yml").read_text("utf-8")
    needed = set(re.findall(r"\$\{(\w+)", text))

    assert set() == needed - EXAMPLE.keys()


def test_it_gives_an_example_that_works_once_the_secrets_are_filled_in() -> None:
    filled = EXAMPLE | {name: "f" * 32 for name, value in EXAMPLE.items() if not value}
    given = SERVICES["web"]["environment"] | filled

    assert not Settings.from_environment(given).https
