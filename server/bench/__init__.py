"""What ``chainrule bench`` measures: every figure beside a floor from the same run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the speed table.

    ``figure`` in ``unit``; ``ratio`` of it to ``floor``, which is told in words; ``goal`` in words
    too, and whether it is ``met``; both are ``None`` where a figure is there to be read only.
    """

    name: str
    figure: float
    unit: str
    floor: str
    ratio: float
    goal: str | None = None
    met: bool | None = None


def multiple(name: str, figure: float, floor: tuple[str, float], most: float | None = None) -> Row:
    """A time in milliseconds that should be at most so many times its floor."""
    ratio = figure / floor[1]
    goal, met = (None, None) if most is None else (f"<= {most:g} x", ratio <= most)
    return Row(name, figure, "ms", f"{floor[0]} {floor[1]:.3f} ms", ratio, goal, met)


def limited(name: str, figure: float, floor: tuple[str, float], most: float) -> Row:
    """A time in milliseconds with a limit of its own."""
    row = multiple(name, figure, floor)
    return Row(name, figure, "ms", row.floor, row.ratio, f"<= {most:g} ms", figure <= most)
