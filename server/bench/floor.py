"""The floor of the pipeline: the same servers and the same journey with nothing in it.

POST, insert, commit, one task that inserts one row, a bell, an answer; no account, no limit, no
marking. Started as `python -m server.bench.floor web PORT`, or `... worker READY PROCESSES`.
"""

import functools
import sys
from pathlib import Path

import waitress
from celery import Celery
from celery.signals import worker_ready
from flask import Flask, request
from kombu.pools import ProducerPool
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, func, insert, select
from sqlalchemy.types import JSON

from grader.app import SETTINGS
from server.bell import Bell
from server.database import Database
from server.runtime.orphans import die_with_parent
from server.settings import Settings

WEB_THREADS = 16
WORKER_OPTIONS = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-lWARNING"]

tables = MetaData()
sheets = Table("sheet", tables, Column("id", Integer, primary_key=True), Column("answers", JSON))
results = Table(
    "result",
    tables,
    Column("id", Integer, primary_key=True),
    Column("sheet_id", ForeignKey(sheets.c.id), unique=True),
)
count_results = select(func.count(results.c.id))

celery = Celery("floor")
celery.conf.update(SETTINGS)


@functools.cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings.from_environment()


@functools.cache
def database() -> Database:
    """The database of this process."""
    return Database(settings().database_url)


@functools.cache
def bell() -> Bell:
    """The bell of this process."""
    return Bell(settings().redis_url, settings().waiters)


@celery.task(name="floor.work")
def work(sheet: int) -> None:
    """Write one row."""
    with database().engine.begin() as connection:
        connection.execute(insert(results).values(sheet_id=sheet))
    bell().ring(sheet, b"done")


def create_app() -> Flask:
    """One address that does what must be done."""
    app = Flask("floor")
    producers = ProducerPool(celery.connection_for_write().Pool(32), 32)

    @app.post("/submit")
    def submit() -> dict[str, bool]:
        with database().engine.begin() as connection:
            new = insert(sheets).values(answers=request.get_json()).returning(sheets.c.id)
            sheet = connection.execute(new).scalar_one()
        with producers.acquire(block=True) as producer:
            work.apply_async((sheet,), producer=producer, retry=False, argsrepr="-", kwargsrepr="-")
        return {"done": bool(bell().wait(sheet, settings().wait_seconds))}

    return app


def main() -> None:
    """Serve or work until ended."""
    die_with_parent()
    celery.conf.broker_url = settings().broker_url
    role, *rest = sys.argv[1:]
    if role == "web":
        tables.create_all(database().engine)
        waitress.serve(create_app(), host="127.0.0.1", port=int(rest[0]), threads=WEB_THREADS)
        return
    ready, processes = rest

    def tell(**_: object) -> None:
        Path(ready).touch()

    worker_ready.connect(tell, weak=False)
    celery.worker_main(["worker", f"--concurrency={processes}", *WORKER_OPTIONS])


if __name__ == "__main__":
    main()
