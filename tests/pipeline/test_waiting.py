"""A request waits for its marking, but never too long, and never too many at once."""

import threading
from collections.abc import Iterator

import pytest

from server.bell import Bell
from tests.pipeline.service import NOWHERE


@pytest.fixture
def bell(redis_url: str) -> Iterator[Bell]:
    made = Bell(redis_url, waiters=2)
    made.client.flushdb()
    yield made
    made.close()


def test_it_hears_a_bell_that_rang_before(bell: Bell) -> None:
    bell.ring(1, b"news")

    assert b"news" == bell.wait(1, 5)


def test_it_hears_a_bell_that_rings_later(bell: Bell) -> None:
    timer = threading.Timer(0.05, bell.ring, [1, b"news"])
    timer.start()

    assert bell.wait(1, 5)
    timer.join()


def test_it_does_not_hear_another_ones_bell(bell: Bell) -> None:
    bell.ring(2, b"news")

    assert not bell.wait(1, 0.1)


def test_it_keeps_no_bell_for_ever(bell: Bell) -> None:
    bell.ring(1, b"news")

    assert 0 < bell.client.ttl("w:1") <= 10


def test_it_turns_away_who_finds_no_place_to_wait(bell: Bell) -> None:
    heard: list[bytes | None] = []
    threads = [threading.Thread(target=lambda: heard.append(bell.wait(1, 10))) for _ in range(2)]
    for thread in threads:
        thread.start()
    while bell.client.info("clients")["blocked_clients"] < 2:
        pass
    turned_away = bell.wait(1, 10)
    for _ in threads:
        bell.ring(1, b"news")
    for thread in threads:
        thread.join()

    assert (None, [b"news", b"news"]) == (turned_away, heard)


def test_it_frees_its_place_again(bell: Bell) -> None:
    for _ in range(5):
        bell.wait(1, 0.01)
    bell.ring(1, b"news")

    assert bell.wait(1, 1)


def test_it_waits_for_nothing_while_the_broker_is_away() -> None:
    bell = Bell(NOWHERE, waiters=1)

    assert not bell.wait(1, 1)
    bell.close()


def test_it_does_not_wait_when_the_time_is_zero(bell: Bell) -> None:
    bell.ring(1, b"news")

    assert not bell.wait(1, 0)


def test_it_asks_only_once_within_the_time(bell: Bell) -> None:
    assert [True, False] == [bell.once(1, 10), bell.once(1, 10)]
