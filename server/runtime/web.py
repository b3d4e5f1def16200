"""The web process: ``python -m server.runtime.web --listen 0.0.0.0:8000``.

Waitress reads a request to its end before a thread takes it, so connections that idle, which
browsers open ahead of need, never hold a thread; nor is a buffering proxy needed before it.
"""

import argparse
import signal
import socket
import threading
from pathlib import Path
from typing import Any

import structlog
import waitress
from flask import Flask

from server.app import create_app
from server.runtime.orphans import watch_parent
from server.runtime.prepare import prepare
from server.services.sweeping import sweep
from server.settings import Settings

SWEEP_SECONDS = 5
ALONE = "the only web process: also prepare the database (news go to a file) and sweep"
log = structlog.get_logger()


def main() -> None:
    """Serve until SIGTERM."""
    options = _options()
    signal.signal(signal.SIGTERM, _leave)
    settings = Settings.from_environment()
    app = create_app(settings)
    if options.socket is not None:
        watch_parent()
    if options.alone:
        prepare(app, settings, options.alone)
        threading.Thread(target=sweep_for_ever, args=(app,), name="sweeper", daemon=True).start()
    waitress.serve(app, threads=options.threads, ident="chainrule", **_place(options))


def sweep_for_ever(app: Flask, pause: threading.Event | None = None) -> None:
    """Send forgotten submissions again, every few seconds, until ``pause`` is set."""
    pause = pause or threading.Event()
    while not pause.wait(SWEEP_SECONDS):
        try:
            with app.app_context():
                sweep()
        except Exception:
            # The database or the broker may be away for a while: the next turn tries again.
            log.exception("sweep failed")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="server.runtime.web")
    parser.add_argument("--listen", default="127.0.0.1:8000", help="host:port")
    parser.add_argument("--socket", type=int, help="an inherited listening socket instead")
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--alone", type=Path, metavar="NEWS", help=ALONE)
    return parser.parse_args()


def _place(options: argparse.Namespace) -> dict[str, Any]:
    if options.socket is None:
        return {"listen": options.listen}
    return {"sockets": [socket.socket(fileno=options.socket)]}


def _leave(*_: object) -> None:
    raise SystemExit(0)


if __name__ == "__main__":
    main()
