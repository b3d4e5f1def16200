"""What an instructor may decide about credit."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Policy:
    """Shares of the points of a step.

    ``follows``: for the right rule on the student's own earlier value; ``slip``: for a careless
    error on an otherwise right rule; ``points`` overrides the points of steps by name.
    """

    follows: float = 1.0
    slip: float = 2 / 3
    points: Mapping[str, float] = field(default_factory=dict)
