"""Students over HTTP: as many as fit, or so many a second."""

import http.client
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

Request = tuple[str, bytes, dict[str, str]]
Moments = queue.SimpleQueue[float | None]

LINKS = 16


@dataclass
class Target:
    """A service: its port, the requests to send (path, body, headers), and what it finished."""

    port: int
    requests: Iterator[Request]
    finished: Callable[[], int]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> Request:
        """The next request; any thread may ask."""
        with self.lock:
            return next(self.requests)


class Link:
    """One connection that is kept open."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.http = http.client.HTTPConnection("127.0.0.1", target.port, timeout=30)

    def send(self) -> None:
        """One request and its answer; raises RuntimeError if it is refused."""
        path, body, headers = self.target.next()
        self.http.request("POST", path, body, headers)
        answer = self.http.getresponse()
        content = answer.read()
        if answer.status not in (200, 202):
            raise RuntimeError(f"The service answered {answer.status}: {content[:200]!r}")

    def send_until(self, end: float) -> int:
        """One request after the other; returns how many."""
        sent = 0
        while time.perf_counter() < end:
            self.send()
            sent += 1
        self.http.close()
        return sent

    def send_when_due(self, due: Moments) -> list[float]:
        """A request for each moment; returns the milliseconds from the moment to the answer."""
        taken = []
        while (moment := due.get()) is not None:
            self.send()
            taken.append((time.perf_counter() - moment) * 1000)
        self.http.close()
        return taken


def finished_per_second(target: Target, seconds: float) -> float:
    """How many a crowd gets done that never rests, the drain of the queue included."""
    before, start = target.finished(), time.perf_counter()
    with ThreadPoolExecutor(LINKS) as pool:
        sent = sum(pool.map(lambda link: link.send_until(start + seconds), _links(target)))
    while target.finished() - before < sent:
        time.sleep(0.005)
    return sent / (time.perf_counter() - start)


def latencies(target: Target, rate: float, seconds: float) -> list[float]:
    """Milliseconds from the moment a request is due to its answer, at so many a second."""
    due: Moments = queue.SimpleQueue()
    with ThreadPoolExecutor(LINKS) as pool:
        answers = pool.map(lambda link: link.send_when_due(due), _links(target))
        _announce(due, rate, seconds)
        return [taken for link in answers for taken in link]


def _announce(due: Moments, rate: float, seconds: float) -> None:
    start = time.perf_counter()
    for number in range(int(rate * seconds)):
        moment = start + number / rate
        time.sleep(max(0.0, moment - time.perf_counter()))
        due.put(moment)
    for _ in range(LINKS):
        due.put(None)


def _links(target: Target) -> list[Link]:
    return [Link(target) for _ in range(LINKS)]
