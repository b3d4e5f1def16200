"""The data folder of ``chainrule up``: what one installation keeps, private to its user."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.runtime.errors import FolderInUse, RuntimeFailure


@dataclass(frozen=True)
class DataFolder:
    """Where everything lies; make one with ``open_folder``."""

    path: Path

    @property
    def database_url(self) -> str:
        """The address of the SQLite file."""
        return f"sqlite:///{self.path / 'chainrule.db'}"

    @property
    def broker(self) -> Path:
        """The broker's own folder."""
        return self.path / "broker"

    @property
    def ready(self) -> Path:
        """The file that exists while the grading worker takes tasks."""
        return self.path / "worker.ready"

    @property
    def news(self) -> Path:
        """The file that tells, once, how to sign in."""
        return self.path / "news"

    def log(self, name: str) -> Path:
        """Return the log of one process."""
        folder = self.path / "logs"
        folder.mkdir(exist_ok=True)
        return folder / f"{name}.log"

    def secret(self) -> str:
        """Return the secret that signs cookies, made at the first start."""
        path = self.path / "secret"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return path.read_text(encoding="ascii")


@contextmanager
def open_folder(path: Path) -> Iterator[DataFolder]:
    """Make the folder if need be and hold it for this process alone.

    Raises FolderInUse, and RuntimeFailure when it cannot be written.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (path / "lock").open("w", encoding="ascii")
    except OSError as error:
        raise RuntimeFailure(f"{path} cannot be used for data: {error.strerror}.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUse(
                f"Chainrule already runs on {path}: stop it first, or choose another --data folder."
            ) from None
        yield DataFolder(Path(os.path.realpath(path)))
