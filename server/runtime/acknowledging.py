"""A worker that outlives its broker.

Kombu counts a message as in hand until it is acknowledged, and asks for no more when too many are.
A message whose acknowledgement fails, because the broker went away meanwhile, stays in hand for
ever: a busy worker then lives on, idle, and never even sees that the connection is gone.
"""

from typing import Any

from kombu.transport import redis, virtual


class QoS(redis.QoS):  # type: ignore[misc]
    """Lets go of a message whose acknowledgement fails: the broker will deliver it again."""

    def ack(self, delivery_tag: Any) -> None:
        """Acknowledge; raises what the broker's client raises."""
        try:
            super().ack(delivery_tag)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise


def install() -> None:
    """Have every channel of this process use it."""
    redis.Channel.QoS = QoS
