import threading

import pytest
from flask import Flask

from server.runtime import web
from server.runtime.web import sweep_for_ever


class Turns(threading.Event):
    """A pause that takes no time, so many times."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.left = number

    def wait(self, _: float | None = None) -> bool:
        self.left -= 1
        return self.left < 0


def test_it_sweeps_again_after_a_sweep_that_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = iter([OSError("the database is away"), None])
    done: list[object] = []

    def sweep() -> None:
        outcome = next(outcomes)
        done.append(outcome)
        if outcome:
            raise outcome

    monkeypatch.setattr(web, "sweep", sweep)

    sweep_for_ever(Flask(__name__), Turns(2))

    assert 2 == len(done)
