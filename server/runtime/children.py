"""One child process: started, watched and stopped."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from server.runtime.errors import ChildFailed
from server.runtime.orphans import die_with_parent


def wait_until(ready: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again until ``ready()`` is true; return False when the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(0.02)
    return False


@dataclass
class Child:
    """A program with its own process group, so that Ctrl-C reaches only the parent.

    ``command`` is asked for anew at each start. The output goes to ``log``. The kernel kills the
    child when the thread that started it ends, so start children from the main thread.
    """

    name: str
    command: Callable[[], Sequence[str]]
    environment: Mapping[str, str]
    log: Path
    ready: Callable[[], bool]
    descriptors: tuple[int, ...] = ()
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """Start the program, without waiting for it to become ready."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command(),
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=self.descriptors,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - the parent has no other thread
            )

    @property
    def alive(self) -> bool:
        """Tell whether the program runs."""
        return self.process is not None and self.process.poll() is None

    def await_ready(self, seconds: float) -> None:
        """Wait until the child does its work. Raises ChildFailed."""
        settled = wait_until(lambda: not self.alive or self.ready(), seconds)
        if not (settled and self.alive):
            raise ChildFailed(f"The {self.name} did not start: see {self.log}.{self._last_words()}")

    def stop(self, seconds: float) -> None:
        """Ask the program to end, and end it and its own children when the time is up."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM, group=False)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        self.kill()

    def kill(self) -> None:
        """End the program and its own children at once."""
        if self.process is not None:
            self._signal(signal.SIGKILL, group=True)
            self.process.wait()

    def _signal(self, number: int, *, group: bool) -> None:
        send = os.killpg if group else os.kill
        with contextlib.suppress(ProcessLookupError):
            send(self.process.pid, number)  # type: ignore[union-attr]

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f" Its last line: {lines[-1]}" if lines else ""
