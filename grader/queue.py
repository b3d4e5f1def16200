"""The sending end of the queue."""

from kombu.exceptions import OperationalError
from kombu.pools import ProducerPool

from grader.app import celery
from grader.tasks import grade


class NotSent(Exception):
    """The broker did not take the message."""


class Queue:
    """Sends submissions to the graders of one broker. Threads may share it."""

    def __init__(self, url: str, limit: int = 32) -> None:
        connection = celery.connection_for_write(url)
        # Without this, kombu holds the caller for six seconds while the broker is away.
        connection.transport_options = {**connection.transport_options, "max_retries": 0}
        self.failures = (OperationalError, OSError, *connection.connection_errors)
        self.connections = connection.Pool(limit)
        self.producers = ProducerPool(self.connections, limit)

    def send(self, submission: int) -> None:
        """Ask for one submission to be marked; raises NotSent at once, the sweep is the retry."""
        try:
            with self.producers.acquire(block=True, timeout=3) as producer:
                # By default each message also carries its arguments as text, for monitors.
                grade.apply_async(
                    (submission,), producer=producer, retry=False, argsrepr="-", kwargsrepr="-"
                )
        except self.failures as error:
            raise NotSent(str(error)) from error

    def close(self) -> None:
        """Close all connections."""
        self.producers.force_close_all()
        self.connections.force_close_all()
