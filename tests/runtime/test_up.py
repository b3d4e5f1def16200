import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from server.runtime.commands import listen
from tests.runtime.up import COMMAND, SECONDS, Up, marks

Start = Callable[[], Up]


@pytest.fixture
def start(short_folder: Path) -> Iterator[Start]:
    started: list[Up] = []

    def begin() -> Up:
        started.append(Up(short_folder / "data"))
        return started[-1]

    yield begin
    for up in started:
        up.end(signal.SIGKILL)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """One instance for the tests that leave it running."""
    up = Up(tmp_path_factory.mktemp("up") / "data")
    yield up
    up.end(signal.SIGKILL)


def test_it_says_where_it_is_once_it_is_ready(shared: Up) -> None:
    assert shared.lines[0].startswith("Chainrule is ready: http://127.0.0.1:")
    assert 200 == shared.get("/healthz")


def test_it_tells_how_to_sign_in_at_the_first_start_only(start: Start) -> None:
    first = start()
    first.end()

    assert "Sign in as instructor@example.org with the password" in " ".join(first.lines)
    assert "password" not in " ".join(start().lines)


@pytest.mark.parametrize("part", ["worker", "broker", "web"])
def test_it_goes_on_after_a_part_was_killed(start: Start, part: str) -> None:
    up = start()

    up.kill(part)

    assert marks(up.folder)
    assert 200 == up.get("/healthz")


def test_it_refuses_a_second_instance_in_one_sentence(shared: Up) -> None:
    command = [*COMMAND, "--port", "0", "--data", str(shared.folder)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert 1 == second.returncode
    assert 1 == len(second.stderr.splitlines())
    assert "already runs on" in second.stderr


def test_it_says_that_a_port_is_taken(tmp_path: Path) -> None:
    with listen(0) as taken:
        command = [*COMMAND, "--port", str(taken.getsockname()[1]), "--data", str(tmp_path)]
        late = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert 1 == late.returncode
    assert 1 == len(late.stderr.splitlines())
    assert "cannot be used (Address already in use)" in late.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_stops_in_order(start: Start, number: signal.Signals) -> None:
    up = start()
    below = up.processes()

    assert 0 == up.end(number)
    assert [] == [process for process in below if process.is_running()]


def test_it_leaves_no_orphans_when_it_is_killed(start: Start) -> None:
    up = start()
    below = up.processes()

    up.end(signal.SIGKILL)

    _, alive = psutil.wait_procs(below, timeout=SECONDS)
    assert [] == alive
