"""The one task: load, mark, save."""

from celery.utils.log import get_task_logger

from grader.app import celery
from grader.marking import mark
from grader.record import pack
from grader.store import Store

log = get_task_logger(__name__)
_bound: list[Store] = []


def bind(store: Store) -> None:
    """Use this store from now on; the worker calls it when it starts."""
    _bound[:] = [store]


@celery.task(name="grader.grade", max_retries=2, default_retry_delay=1)
def grade(submission: int) -> None:
    """Mark one submission, once: what is marked already is left alone.

    An error is logged and leaves the submission pending, so that the sweep tries again, up to
    its limit.
    """
    (store,) = _bound
    work = store.load(submission)
    if work is None:
        log.info("nothing to mark for submission %s", submission)
        return
    store.save(submission, pack(mark(work.variant, work.answers)))
