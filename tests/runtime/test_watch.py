from dataclasses import dataclass
from pathlib import Path

import pytest

from server.runtime.watch import HEALTHY_SECONDS, LONGEST_PAUSE, Watch


@dataclass
class Mortal:
    """A child that dies as soon as it is started, unless told to live."""

    name: str = "child"
    log: Path = Path("child.log")
    alive: bool = False
    lives: bool = False
    starts: int = 0

    def start(self) -> None:
        self.starts += 1
        self.alive = self.lives


@pytest.fixture
def said() -> list[str]:
    return []


def watch_for(watch: Watch, seconds: float, since: float = 0.0) -> None:
    for tenth in range(int(10 * seconds)):
        watch.tend(since + tenth / 10)


def test_it_leaves_a_living_child_alone(said: list[str]) -> None:
    child = Mortal(alive=True)

    watch_for(Watch(child, said.append), 100)

    assert 0 == child.starts
    assert [] == said


def test_it_starts_a_dead_child_again_and_says_so(said: list[str]) -> None:
    child = Mortal(lives=True)

    watch_for(Watch(child, said.append), 1)

    assert 1 == child.starts
    assert ["The child ended by itself; it starts again. See child.log."] == said


def test_it_pauses_longer_and_longer_while_a_child_keeps_dying(said: list[str]) -> None:
    child = Mortal()
    watch = Watch(child, said.append)

    watch_for(watch, 120)

    assert LONGEST_PAUSE == watch.pause
    assert 12 < child.starts < 24


def test_it_forgets_earlier_deaths_of_a_child_that_lived_well(said: list[str]) -> None:
    child = Mortal()
    watch = Watch(child, said.append)
    watch_for(watch, 60)
    child.alive = True
    later = 60 + 2 * HEALTHY_SECONDS
    watch.tend(later)
    child.alive, child.lives = False, True

    watch_for(watch, 1, since=later)

    assert child.alive
