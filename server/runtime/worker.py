"""The grading worker: ``python -m server.runtime.worker READY PROCESSES``.

It is the worker of ``celery -A server.worker worker`` with two things added: it makes the file
READY once it takes tasks, and its pool's processes end with it whatever ends it.
"""

import gc
import sys
from pathlib import Path

from celery.signals import worker_process_init, worker_ready

from server.runtime.orphans import die_with_parent, watch_parent
from server.worker import celery

# One worker has no peers to gossip with, and the sweep needs no heartbeat.
OPTIONS = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel=WARNING"]


def main() -> None:
    """Work until SIGTERM."""
    ready, processes = sys.argv[1:]
    watch_parent()

    def tell(**_: object) -> None:
        Path(ready).touch()

    def follow(**_: object) -> None:
        die_with_parent()

    worker_ready.connect(tell, weak=False)
    worker_process_init.connect(follow, weak=False)
    # What is loaded by now stays: the collector must not touch, and so copy, the pages that the
    # pool's processes share with this one.
    gc.freeze()
    celery.worker_main(["worker", f"--concurrency={processes}", *OPTIONS])


if __name__ == "__main__":
    main()
