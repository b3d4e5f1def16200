"""GET /healthz and GET /metrics: what a monitor asks. Neither tells anything about a person."""

from flask import Blueprint, Response, jsonify
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from server.services.health import health

monitor = Blueprint("monitor", __name__)


@monitor.get("/healthz")
def show_health() -> tuple[Response, int]:
    """503 only when the database is away: a stalled grader is no reason to end the web process."""
    try:
        now = health()
    except SQLAlchemyError:
        return jsonify(status="down"), 503
    seconds = round(now.oldest, 1)
    return jsonify(status=now.status, pending=now.pending, oldest_pending_seconds=seconds), 200


@monitor.get("/metrics")
def show_metrics() -> Response:
    """The same, and the submissions given up, as Prometheus reads them."""
    now, registry = health(), CollectorRegistry()
    for name, words, value in (
        ("pending", "Submissions that wait for their marking", now.pending),
        ("oldest_pending_seconds", "Age of the oldest of them", now.oldest),
        ("errors", "Submissions that could not be marked", now.errors),
    ):
        Gauge(f"chainrule_{name}", words, registry=registry).set(value)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
