"""`chainrule up` as a person starts it: in a process of its own."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
from flask import Flask

from server import core
from server.database import session
from server.models import Submission
from server.models.submission import MARKED
from server.runtime.children import wait_until
from server.runtime.folder import DataFolder
from server.services import accounts, drawing, submitting
from server.settings import Settings

SECONDS = 30
COMMAND = [sys.executable, "-c", "from server.cli.up import up; up()"]
PARTS = {"broker": "valkey", "web": "server.runtime.web", "worker": "server.runtime.worker"}


class Up:
    """One running instance on a data folder; ``lines`` is what it has said."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        environment = {k: v for k, v in os.environ.items() if not k.startswith("CHAINRULE_")}
        self.process = subprocess.Popen(
            [*COMMAND, "--port", str(port), "--data", str(folder)],
            env=environment | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        self.listen("Press Ctrl-C to stop")
        self.url = re.findall(r"http://\S+", self.lines[0])[0]

    def listen(self, words: str) -> None:
        """Read on until it has said the words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if words in line:
                return
        raise AssertionError(f"It never said {words!r}: {self.lines} {self.errors()}")

    def errors(self) -> str:
        """Return what it says on the standard error until it ends."""
        return self.process.communicate(timeout=SECONDS)[1]

    def get(self, path: str) -> int:
        """Return the status of a page."""
        with urllib.request.urlopen(self.url + path, timeout=SECONDS) as answer:  # noqa: S310 - our own
            return int(answer.status)

    def processes(self) -> list[psutil.Process]:
        """Return every process below it."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def kill(self, part: str) -> None:
        """End the "broker", the "web" process or the "worker" by kill -9."""
        (main,) = [
            child
            for child in psutil.Process(self.process.pid).children()
            if PARTS[part] in " ".join(child.cmdline())
        ]
        main.kill()
        self.listen("ended by itself")

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        self.process.communicate(timeout=SECONDS)
        return self.process.returncode


def marks(folder: Path) -> bool:
    """Hand in a sheet of answers as the web process would; tell whether it comes to be marked."""
    data = DataFolder(folder.resolve())
    settings = Settings(
        database_url=data.database_url,
        redis_url=f"unix://{data.broker / 'valkey.sock'}",
        secret_key=data.secret(),
        pending_seconds=1,
    )
    app = Flask(__name__)
    installed = core.install(app, settings)
    try:
        return wait_until(_marked(app, _submit(app)), SECONDS)
    finally:
        installed.close()


def _submit(app: Flask) -> int:
    with app.app_context():
        name = os.urandom(6).hex()
        user = accounts.sign_up(f"{name}@example.org", name, "correct horse")
        return submitting.submit(drawing.start(user, "chain", {}), {}).id


def _marked(app: Flask, submission: int) -> Callable[[], bool]:
    def marked() -> bool:
        with app.app_context():
            row = session().get(Submission, submission)
            return row is not None and row.status == MARKED

    return marked
