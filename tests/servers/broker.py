"""A real Valkey or Redis server.

``CHAINRULE_TEST_REDIS_URL`` names one that runs already; ``CHAINRULE_TEST_REDIS_BIN`` names the
program to start (such as Debian's ``/usr/bin/redis-server``); else the one that pip installed.
"""

import os
from pathlib import Path

from server.runtime.children import Child
from server.runtime.valkey import Valkey, find_program

START_SECONDS = 20


def start_broker(folder: Path) -> tuple[Child, str]:
    """Start a server that keeps its data in the folder; return it and its address."""
    program = Path(os.environ.get("CHAINRULE_TEST_REDIS_BIN") or find_program())
    folder.mkdir(parents=True, exist_ok=True)
    server = Valkey.on_loopback(folder, program)
    child = Child("broker", server.command, os.environ, folder / "log", server.answers)
    child.start()
    child.await_ready(START_SECONDS)
    return child, server.url
