"""The grading worker and its broker."""

from collections.abc import Callable, Iterator
from pathlib import Path

import kombu
import pytest
from flask import Flask
from kombu.transport import redis
from sqlalchemy import func, select

from server import core
from server.database import session
from server.models import Submission
from server.models.submission import MARKED
from server.runtime.acknowledging import QoS
from server.runtime.children import Child, wait_until
from server.services import accounts, drawing, submitting
from server.settings import Settings
from tests.servers.broker import start_broker
from tests.servers.stack import Stack

SECONDS = 60
MANY = 100


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[tuple[Child, str]]:
    child, url = start_broker(tmp_path / "broker")
    yield child, url
    child.kill()


def in_hand(url: str) -> kombu.Message:
    """Return the one message that its channel may have in hand."""
    channel = kombu.Connection(url).channel()
    channel.basic_qos(0, 1, False)
    queue = kombu.Queue("work", channel=channel)
    queue.declare()
    kombu.Producer(channel).publish({}, routing_key="work", declare=[queue])
    return queue.get()


def test_it_lets_go_of_a_message_that_it_cannot_acknowledge(
    broker: tuple[Child, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis.Channel, "QoS", QoS)
    child, url = broker
    message = in_hand(url)
    assert not message.channel.qos.can_consume()
    child.kill()

    with pytest.raises(message.channel.connection_errors):
        message.ack()

    assert message.channel.qos.can_consume()


@pytest.fixture
def busy(start_stack: Callable[..., Stack]) -> Iterator[tuple[Stack, Flask]]:
    """A service with more submissions than its worker can have marked yet."""
    stack = start_stack(CHAINRULE_PENDING_SECONDS="2")
    app = Flask(__name__)
    installed = core.install(app, Settings.from_environment(stack.environment))
    with app.app_context():
        user = accounts.sign_up("alice@example.org", "Alice", "correct horse")
        attempt = drawing.start(user, "chain", {})
        for number in range(MANY):
            submitting.submit(attempt, {"E": str(number)})
    yield stack, app
    installed.close()


def test_it_marks_on_after_its_broker_was_killed_at_work(busy: tuple[Stack, Flask]) -> None:
    stack, app = busy

    def all_marked() -> bool:
        with app.app_context():
            count = select(func.count(Submission.id)).where(Submission.status == MARKED)
            return session().scalar(count) == MANY

    stack.kill("broker")
    stack.start("broker")

    assert wait_until(all_marked, SECONDS)
    assert stack.children["worker"].alive
