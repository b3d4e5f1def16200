"""A worker that one answer kills and another breaks, as a fault in the grader might.

Started as `python -m tests.pipeline.poisoned_worker READY PROCESSES`.
"""

import os
import signal
from collections.abc import Mapping

from exercises.variant import Variant
from grader import tasks
from grader.marked import Marking
from grader.marking import mark

DEADLY = "666"
BROKEN = "13"


def _poisoned(variant: Variant, answers: Mapping[str, object]) -> Marking:
    if DEADLY in answers.values():
        os.kill(os.getpid(), signal.SIGKILL)
    if BROKEN in answers.values():
        raise ZeroDivisionError("a fault in the grader")
    return mark(variant, answers)


if __name__ == "__main__":
    # This needs the environment of a service, so nobody else may import it from here.
    from server.runtime import worker

    tasks.mark = _poisoned
    worker.main()
