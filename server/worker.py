"""What a worker process is started with: `celery -A server.worker worker` (and `... beat`)."""

from flask import Flask

from grader.app import celery
from grader.tasks import bind
from server import core
from server.runtime import acknowledging
from server.services import sweeping
from server.settings import Settings
from server.store import SqlStore

_settings = Settings.from_environment()
_app = Flask(__name__)
# Nothing here connects before its first use, which is in a child process.
_core = core.install(_app, _settings)

acknowledging.install()
bind(SqlStore(_core.database, _core.bell))
celery.conf.update(
    broker_url=_settings.broker_url,
    beat_schedule={
        "sweep": {
            "task": "server.sweep",
            "schedule": 10.0,
            # A sweep that nobody took in time is superseded by the next.
            "options": {"expires": 10.0},
        }
    },
)


@celery.task(name="server.sweep")
def sweep() -> None:
    """Send forgotten submissions again."""
    with _app.app_context():
        sweeping.sweep()


__all__ = ["celery", "sweep"]
