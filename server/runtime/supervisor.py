"""The parent process of ``chainrule up``: starts the service, watches it, stops it in order."""

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from server.runtime.children import Child
from server.runtime.commands import broker, listen, url_of, web, worker
from server.runtime.folder import DataFolder, open_folder
from server.runtime.valkey import Valkey, find_program
from server.runtime.watch import Watch

START_SECONDS = 60
STOP_SECONDS = 5
LOOK_SECONDS = 0.2

Say = Callable[[str], None]


class Stopped(Exception):
    """Someone asked the service to end."""


def run(path: Path, port: int, say: Say) -> None:
    """Run the whole service until Ctrl-C or SIGTERM.

    Raises RuntimeFailure when it cannot start.
    """
    with open_folder(path) as folder, closing(listen(port)) as listener:
        children: list[Child] = []
        _on_signals(_stop)
        try:
            _start(folder, listener, children)
            _greet(say, listener, folder)
            _watch(children, say)
        except Stopped:
            say("Stopping.")
        finally:
            _on_signals(signal.SIG_IGN)
            for child in reversed(children):
                child.stop(STOP_SECONDS)


def _on_signals(handler: Callable[..., None] | signal.Handlers) -> None:
    """Handle Ctrl-C, a request to end, and a terminal that was closed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)


def _stop(*_: object) -> None:
    raise Stopped


def _start(folder: DataFolder, listener: socket.socket, children: list[Child]) -> None:
    """Start everything, noting each child in ``children``."""
    environment = _environment(folder)
    if "CHAINRULE_REDIS_URL" not in environment:
        server = Valkey.inside(folder.broker, find_program())
        server.shut_down()
        environment["CHAINRULE_REDIS_URL"] = server.url
        _launch(children, broker(server, folder.log("broker")))
    _launch(children, worker(environment, folder.log("worker"), folder.ready))
    _launch(children, web(listener, environment, folder.log("web"), folder.news))
    for child in children:
        child.await_ready(START_SECONDS)


def _environment(folder: DataFolder) -> dict[str, str]:
    """Return the settings of every process: those given from outside, else our own."""
    own = {
        "CHAINRULE_DATABASE_URL": folder.database_url,
        "CHAINRULE_SECRET_KEY": folder.secret(),
        # On one machine no submission is in the queue for long: soon look for forgotten ones.
        "CHAINRULE_PENDING_SECONDS": "5",
    }
    return own | os.environ


def _launch(children: list[Child], child: Child) -> None:
    children.append(child)
    child.start()


def _greet(say: Say, listener: socket.socket, folder: DataFolder) -> None:
    say(f"Chainrule is ready: {url_of(listener)}")
    if folder.news.exists():
        say(folder.news.read_text(encoding="utf-8"))
        folder.news.unlink()
    say(f"Its data are in {folder.path}. Press Ctrl-C to stop.")


def _watch(children: list[Child], say: Say) -> None:
    now = time.monotonic()
    watches = [Watch(child, say, started=now) for child in children]
    while True:
        for watch in watches:
            watch.tend(time.monotonic())
        time.sleep(LOOK_SECONDS)
