"""What a diagnosis says: a cause, and where."""

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.ops import misconception
from grader.judging import Cells


@dataclass(frozen=True)
class Finding:
    """A named cause and the steps that it explains, in order."""

    id: str
    steps: tuple[str, ...]
    is_slip: bool = False

    @property
    def is_convention(self) -> bool:
        """Whether the answer is right under another convention than the printed one."""
        return not self.is_slip and misconception(self.id).convention


@dataclass(frozen=True)
class Named:
    """A finding and the cells that it explains, by step."""

    finding: Finding
    cells: Mapping[str, Cells]
