"""What every process of the server has: settings, database, queue and bell."""

from dataclasses import dataclass

from flask import Flask, current_app

from grader.queue import Queue
from server import outbox
from server.bell import Bell
from server.database import Database
from server.settings import Settings


@dataclass(frozen=True)
class Core:
    """The parts that the services work with."""

    settings: Settings
    database: Database
    queue: Queue
    bell: Bell

    def close(self) -> None:
        """Close every connection."""
        self.database.close()
        self.queue.close()
        self.bell.close()


def install(app: Flask, settings: Settings) -> Core:
    """Give a Flask app its core. Nothing connects before it is first used."""
    made = Core(
        settings,
        Database(settings.database_url),
        Queue(settings.broker_url),
        Bell(settings.redis_url, settings.waiters),
    )
    for sessions in (made.database.reading, made.database.writing):
        outbox.serve(sessions, made.queue)
    made.database.init_app(app)
    app.extensions["core"] = made
    return made


def core() -> Core:
    """The core of the running app."""
    installed: Core = current_app.extensions["core"]
    return installed
