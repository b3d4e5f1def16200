"""One line of log per request, with an id that also stands in the answer and on error pages."""

import logging
import re
import secrets
import time

import structlog
from flask import Flask, Response, g, request

from server.settings import Settings

ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
log = structlog.get_logger("chainrule.web")


def init_app(app: Flask, _: Settings) -> None:
    """Name each request and log it when it is answered."""
    configure()
    app.before_request(_begin)
    app.after_request(_end)


def configure() -> None:
    """JSON lines through the standard library's logging, which a host may have set up before."""
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _begin() -> None:
    told = request.headers.get("X-Request-ID", "")
    g.request_id = told if ID.fullmatch(told) else secrets.token_hex(8)
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.request_id
    if request.endpoint != "static":
        log.info(
            "request",
            method=request.method,
            path=request.path,
            status=response.status_code,
            milliseconds=round(1000 * (time.perf_counter() - g.began), 1),
        )
    return response
