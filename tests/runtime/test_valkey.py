import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import redis

from server.runtime.children import Child, wait_until
from server.runtime.commands import broker
from server.runtime.errors import MissingServer
from server.runtime.valkey import Valkey, find_program

SECONDS = 20


@pytest.fixture
def launch() -> Iterator[Callable[[Valkey], Child]]:
    started: list[Child] = []

    def start(server: Valkey) -> Child:
        started.append(broker(server, server.folder / "log"))
        started[-1].start()
        started[-1].await_ready(SECONDS)
        return started[-1]

    yield start
    for child in started:
        child.kill()


def client(server: Valkey) -> redis.Redis:
    return redis.Redis.from_url(server.url)


def test_it_listens_on_a_private_socket_and_on_no_port(
    short_folder: Path, launch: Callable[[Valkey], Child]
) -> None:
    server = Valkey.inside(short_folder, find_program())
    launch(server)

    with client(server) as link:
        assert {"port": "0"} == link.config_get("port")
    assert 0o700 == stat.S_IMODE(short_folder.stat().st_mode)


def test_it_listens_on_the_loopback_with_a_password_where_the_path_is_too_long(
    tmp_path: Path, launch: Callable[[Valkey], Child]
) -> None:
    server = Valkey.inside(tmp_path / ("long" * 25), find_program())
    launch(server)

    assert server.answers()
    assert not replace(server, password="").answers()


def test_it_refuses_work_rather_than_dropping_it(
    short_folder: Path, launch: Callable[[Valkey], Child]
) -> None:
    server = Valkey.inside(short_folder, find_program())
    launch(server)

    with client(server) as link:
        assert {"maxmemory-policy": "noeviction"} == link.config_get("maxmemory-policy")


def test_it_still_has_the_queue_after_a_kill(
    short_folder: Path, launch: Callable[[Valkey], Child]
) -> None:
    server = Valkey.inside(short_folder, find_program())
    child = launch(server)
    with client(server) as link:
        link.lpush("queue", "work")
    child.kill()

    launch(server)

    with client(server) as link:
        assert [b"work"] == link.lrange("queue", 0, -1)


def test_it_ends_a_server_that_was_left_behind(
    short_folder: Path, launch: Callable[[Valkey], Child]
) -> None:
    server = Valkey.inside(short_folder, find_program())
    child = launch(server)

    server.shut_down()

    assert wait_until(lambda: not child.alive, SECONDS)


PARENT = """
import sys, time
from pathlib import Path
from server.runtime.commands import broker
from server.runtime.valkey import Valkey, find_program
server = Valkey.inside(Path(sys.argv[1]), find_program())
child = broker(server, server.folder / "log")
child.start()
child.await_ready(20)
print("ready", flush=True)
time.sleep(60)
"""


def test_it_ends_with_its_parent_even_by_kill_9(short_folder: Path) -> None:
    command = [sys.executable, "-c", PARENT, str(short_folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        server = Valkey.inside(short_folder, find_program())
        assert server.answers()

        parent.send_signal(signal.SIGKILL)

        assert wait_until(lambda: not server.answers(), SECONDS)


def test_it_says_what_to_do_when_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(MissingServer, match="install redis, or set CHAINRULE_REDIS_URL"):
        find_program()
