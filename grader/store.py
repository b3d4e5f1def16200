"""Where the grader gets its work and leaves the outcome; somebody else implements it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from exercises.variant import Variant
from grader.record import Record


@dataclass(frozen=True)
class Work:
    """One submission to mark: the answers are as typed, step name to text or nested lists."""

    variant: Variant
    answers: Mapping[str, object]


class Store(Protocol):
    """Loads and saves by the submission's id. Every method may be repeated without harm."""

    def load(self, submission: int) -> Work | None:
        """The work, or None when there is none: already marked by this version, or deleted."""

    def save(self, submission: int, record: Record) -> None:
        """Keep the marking and wake whoever waits for it."""
