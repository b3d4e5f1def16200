import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server.runtime.children import Child, wait_until
from server.runtime.errors import ChildFailed

SECONDS = 20
STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    open(sys.argv[1], "w").write(str(os.getpid()))
time.sleep(60)
"""


def child(folder: Path, code: str, ready: Callable[[], bool] = lambda: True) -> Child:
    command = [sys.executable, "-c", code, str(folder / "pid")]
    return Child("thing", lambda: command, os.environ, folder / "log", ready)


def gone(process: int) -> bool:
    """Tell whether a process has ended; one that only waits to be buried has."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z"


def test_it_tells_the_last_words_of_a_child_that_did_not_start(tmp_path: Path) -> None:
    broken = child(tmp_path, "raise SystemExit('no such table')", lambda: False)
    broken.start()

    with pytest.raises(ChildFailed, match=r"The thing did not start.*no such table"):
        broken.await_ready(SECONDS)


def test_it_stops_a_child_that_obeys(tmp_path: Path) -> None:
    obedient = child(tmp_path, "import time; time.sleep(60)")
    obedient.start()

    obedient.stop(SECONDS)

    assert -signal.SIGTERM == obedient.process.returncode


def test_it_ends_a_stubborn_child_together_with_its_own(tmp_path: Path) -> None:
    stubborn = child(tmp_path, STUBBORN, (tmp_path / "pid").exists)
    stubborn.start()
    stubborn.await_ready(SECONDS)
    assert wait_until(lambda: bool((tmp_path / "pid").read_text()), SECONDS)
    grandchild = int((tmp_path / "pid").read_text())

    stubborn.stop(0.1)

    assert not stubborn.alive
    assert wait_until(lambda: gone(grandchild), SECONDS)


def test_it_takes_a_stop_before_the_start(tmp_path: Path) -> None:
    idle = child(tmp_path, "")

    idle.stop(SECONDS)
    idle.kill()

    assert not idle.alive
