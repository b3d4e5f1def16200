"""The three children of a running service, and how each shows that it does its work."""

import os
import socket
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from server.runtime.children import Child
from server.runtime.errors import PortInUse
from server.runtime.valkey import Valkey

# Marking one sheet takes milliseconds: two processes keep up with any class on one machine.
MOST_WORKERS = 2


def broker(server: Valkey, log: Path) -> Child:
    """Return the child that runs the queue's broker."""
    return Child("broker", server.command, os.environ, log, server.answers)


def web(listener: socket.socket, environment: Mapping[str, str], log: Path, news: Path) -> Child:
    """Return the child that prepares the database and serves the pages on a socket of ``listen``.

    The socket belongs to the parent, so browsers wait instead of failing while the child restarts.
    """
    number = listener.fileno()
    command = [sys.executable, "-m", "server.runtime.web"]
    command += ["--socket", str(number), "--alone", str(news)]
    return Child(
        name="web process",
        command=lambda: command,
        environment=environment,
        log=log,
        ready=lambda: _serves(f"{url_of(listener)}/healthz"),
        descriptors=(number,),
    )


def worker(environment: Mapping[str, str], log: Path, ready: Path) -> Child:
    """Return the child that marks submissions; it makes the file ``ready`` once it takes tasks."""
    processes = min(MOST_WORKERS, os.cpu_count() or 1)
    command = [sys.executable, "-m", "server.runtime.worker", str(ready), str(processes)]

    def start() -> list[str]:
        ready.unlink(missing_ok=True)
        return command

    return Child("grading worker", start, environment, log, ready.exists)


def listen(port: int, host: str = "127.0.0.1") -> socket.socket:
    """Open the port (0: any free one) for the web process. Raises PortInUse."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PortInUse(f"Port {port} cannot be used ({error.strerror}): try --port 0.") from None
    listener.listen(128)
    return listener


def url_of(listener: socket.socket) -> str:
    """Return the address at which a browser on this machine finds the socket."""
    host, port = listener.getsockname()
    return f"http://{host}:{port}"


def _serves(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)
    except OSError:
        return False
