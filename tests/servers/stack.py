"""The whole service as real processes: broker, web and grading worker."""

import os
import secrets
from pathlib import Path

from server.runtime.commands import listen, url_of, web, worker
from tests.servers.broker import start_broker

START_SECONDS = 30
STOP_SECONDS = 10


class Stack:
    """A running service on a migrated database. Nothing restarts what a test kills.

    ``url`` is the pages' address, ``environment`` the settings that every process has.
    """

    def __init__(self, folder: Path, database_url: str, settings: dict[str, str]) -> None:
        self.folder = folder
        self.database_url = database_url
        self.listener = listen(0)
        self.url = url_of(self.listener)
        broker, self.redis_url = start_broker(folder / "broker")
        self.environment = os.environ | {
            "CHAINRULE_DATABASE_URL": database_url,
            "CHAINRULE_REDIS_URL": self.redis_url,
            "CHAINRULE_SECRET_KEY": secrets.token_hex(32),
            **settings,
        }
        self.children = {
            "broker": broker,
            "worker": worker(self.environment, folder / "worker.log", folder / "ready"),
            "web": web(self.listener, self.environment, folder / "web.log", folder / "news"),
        }

    def start(self, *names: str) -> None:
        """Start the named parts, or all that do not run, and wait until they are ready."""
        wanted = [self.children[name] for name in names or self.children]
        starting = [child for child in wanted if not child.alive]
        for child in starting:
            child.start()
        for child in starting:
            child.await_ready(START_SECONDS)

    def kill(self, name: str) -> None:
        """End one part with ``kill -9``: "broker", "worker" or "web"."""
        self.children[name].kill()

    def stop(self, *names: str) -> None:
        """Ask the named parts, or all, to end."""
        for name in reversed(names or tuple(self.children)):
            self.children[name].stop(STOP_SECONDS)

    def close(self) -> None:
        """End everything for good."""
        self.stop()
        self.listener.close()
