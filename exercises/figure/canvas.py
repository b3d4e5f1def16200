"""The sheet of paper: SVG elements in drawing order, and the boxes that must not overlap."""

from dataclasses import dataclass, field
from math import hypot
from typing import Literal

from exercises.figure.text import Pieces, markup, width

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left upper corner, with the reason why it is there."""

    x: float
    y: float
    w: float
    h: float
    what: str = ""

    @staticmethod
    def around(x: float, y: float, w: float, h: float, what: str = "") -> "Box":
        """The box with its centre at (x, y)."""
        return Box(x - w / 2, y - h / 2, w, h, what)

    def meets(self, other: "Box") -> bool:
        """Whether the two share more than a border."""
        apart = 0.01
        return (
            self.x + apart < other.x + other.w
            and other.x + apart < self.x + self.w
            and self.y + apart < other.y + other.h
            and other.y + apart < self.y + self.h
        )


@dataclass(slots=True)
class Canvas:
    """Collects elements. ``boxes`` remembers what takes room, so that a test can compare them."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def rect(self, box: Box, classes: str, radius: float = 6) -> None:
        """A rectangle with round corners."""
        self.parts.append(
            f'<rect class="{classes}" x="{box.x:.6g}" y="{box.y:.6g}" '
            f'width="{box.w:.6g}" height="{box.h:.6g}" rx="{radius:.6g}"/>'
        )

    def line(self, start: Point, end: Point, classes: str) -> None:
        """A straight line."""
        self.path(straight(start, end), classes)

    def path(self, d: str, classes: str, extra: str = "") -> None:
        """Any path; ``extra`` holds further attributes."""
        self.parts.append(f'<path class="{classes}" d="{d}"{extra}/>')

    def arrow(self, start: Point, end: Point, classes: str) -> None:
        """A line that ends in a head."""
        self.line(start, end, classes)
        self.head(start, end)

    def head(self, start: Point, end: Point) -> None:
        """The head of an arrow that comes from ``start`` and touches ``end``."""
        x, y = end
        length = hypot(x - start[0], y - start[1]) or 1.0
        ux, uy = (x - start[0]) / length * 4, (y - start[1]) / length * 4
        back_x, back_y = x - 2.2 * ux, y - 2.2 * uy
        self.path(
            f"M{x:.6g} {y:.6g}L{back_x - uy:.6g} {back_y + ux:.6g}"
            f"L{back_x + uy:.6g} {back_y - ux:.6g}Z",
            "fig-head",
        )

    def text(
        self,
        at: Point,
        pieces: Pieces,
        classes: str,
        size: float = 12,
        anchor: Anchor = "middle",
        what: str = "",
    ) -> None:
        """A label whose middle height is ``at``; ``what`` makes it take room."""
        x, y = at
        self.parts.append(
            f'<text class="{classes}" x="{x:.6g}" y="{y + 0.35 * size:.6g}" '
            f'font-size="{size:g}" text-anchor="{anchor}">{markup(pieces, size)}</text>'
        )
        if what:
            self.boxes.append(text_box(at, pieces, size, anchor, what))

    def claim(self, box: Box) -> None:
        """Say that something takes this room."""
        self.boxes.append(box)


def text_box(at: Point, pieces: Pieces, size: float, anchor: Anchor, what: str = "") -> Box:
    """The room of a label whose middle height is ``at``."""
    w = width(pieces, size)
    left = {"start": at[0], "middle": at[0] - w / 2, "end": at[0] - w}[anchor]
    return Box(left, at[1] - size / 2, w, size, what)


def straight(start: Point, end: Point) -> str:
    """Path data of a straight line."""
    return f"M{start[0]:.6g} {start[1]:.6g}L{end[0]:.6g} {end[1]:.6g}"


def bend(start: Point, end: Point, vertical: bool = False) -> str:
    """Path data of a curve that leaves and arrives along the way of the values."""
    (x, y), (to_x, to_y) = start, end
    mid_x, mid_y = (x + to_x) / 2, (y + to_y) / 2
    first, second = ((x, mid_y), (to_x, mid_y)) if vertical else ((mid_x, y), (mid_x, to_y))
    return (
        f"M{x:.6g} {y:.6g}C{first[0]:.6g} {first[1]:.6g} "
        f"{second[0]:.6g} {second[1]:.6g} {to_x:.6g} {to_y:.6g}"
    )
