"""How a worker wakes the request that waits for its marking."""

import threading

import redis

# A bell that nobody waits for any more falls silent after this many seconds.
_KEPT_SECONDS = 10


class Bell:
    """One bell for each submission, in Redis. A lost ring only costs the waiter some patience.

    At most `waiters` threads of this process wait at once; the rest are turned away, so that a
    stalled queue can never hold every thread.
    """

    def __init__(self, url: str, waiters: int) -> None:
        self.client = redis.Redis.from_url(
            url, socket_connect_timeout=1, socket_timeout=10, retry=None
        )
        self.places = threading.BoundedSemaphore(waiters)

    def ring(self, submission: int, news: bytes) -> None:
        """Wake the waiter and tell the news; raises redis.RedisError."""
        with self.client.pipeline(transaction=False) as pipe:
            pipe.lpush(_name(submission), news)
            pipe.expire(_name(submission), _KEPT_SECONDS)
            pipe.execute()

    def wait(self, submission: int, seconds: float) -> bytes | None:
        """The news when the bell rings; None if it did not, or if there is no place to wait."""
        # To Redis, waiting for 0 seconds means for ever.
        if seconds <= 0 or not self.places.acquire(blocking=False):
            return None
        try:
            rung = self.client.blpop([_name(submission)], timeout=seconds)
            return rung[1] if rung else None
        except redis.RedisError:
            return None
        finally:
            self.places.release()

    def once(self, submission: int, seconds: int) -> bool:
        """True for the first who asks within so many seconds, and when Redis is away."""
        try:
            return bool(self.client.set(f"once:{submission}", 1, nx=True, ex=seconds))
        except redis.RedisError:
            return True

    def close(self) -> None:
        """Close all connections."""
        self.client.close()


def _name(submission: int) -> str:
    return f"w:{submission}"
