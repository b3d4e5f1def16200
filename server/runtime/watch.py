"""A dead child is started again, with a growing pause when it keeps dying."""

from collections.abc import Callable
from dataclasses import dataclass

from server.runtime.children import Child

SHORTEST_PAUSE = 0.1
LONGEST_PAUSE = 10.0
# A child that lived this long was healthy: its next end is a new trouble, not the same one.
HEALTHY_SECONDS = 30.0


@dataclass
class Watch:
    """Tends one child; times are seconds of one steady clock."""

    child: Child
    say: Callable[[str], None]
    started: float = 0.0
    pause: float = 0.0
    due: float | None = None

    def tend(self, now: float) -> None:
        """Do what is needed now: nothing, plan a new start, or start."""
        if self.child.alive:
            return
        if self.due is None:
            self._plan(now)
        elif now >= self.due:
            self.due, self.started = None, now
            self.child.start()

    def _plan(self, now: float) -> None:
        healthy = now - self.started > HEALTHY_SECONDS
        self.pause = SHORTEST_PAUSE if healthy else min(2 * self.pause, LONGEST_PAUSE)
        self.pause = max(self.pause, SHORTEST_PAUSE)
        self.due = now + self.pause
        self.say(f"The {self.child.name} ended by itself; it starts again. See {self.child.log}.")
