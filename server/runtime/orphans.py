"""A child must not outlive its parent, not even when the parent is killed with ``kill -9``."""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(number: int = signal.SIGKILL) -> None:
    """Have the kernel send this process the signal when its parent ends (Linux only).

    It survives ``exec``, so it also serves as a ``preexec_fn`` for programs that are not ours.
    """
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, number)


def watch_parent() -> None:
    """End this process once its parent has gone, on every system.

    For our own children only, called by the child. The thread covers systems without a parent
    death signal; it asks after the signal is set, so a parent that ended before is seen too.
    """
    parent = os.getppid()
    die_with_parent()
    threading.Thread(target=_end_without, args=(parent,), name="parent", daemon=True).start()


def _end_without(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
