"""The things that wires connect: inputs, weights, units and boxes."""

from dataclasses import dataclass

from exercises.figure.canvas import Box, Canvas, Point
from exercises.figure.curves import AXES, CURVES
from exercises.figure.text import Pieces, cut, width

NAME_SIZE = 13.0


@dataclass(frozen=True, slots=True)
class Source:
    """A circle with the name of an input."""

    name: Pieces

    def size(self) -> tuple[float, float]:
        """Width and height."""
        side = max(36.0, width(self.name, NAME_SIZE) + 12)
        return side, min(side, 40.0)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the centre at (x, y)."""
        box = Box.around(x, y, *self.size(), what="source")
        canvas.rect(box, "fig-source", box.h / 2)
        canvas.text((x, y), self.name, "fig-name", NAME_SIZE)
        canvas.claim(box)


@dataclass(frozen=True, slots=True)
class Weight:
    """A pill on a wire: times this weight."""

    label: Pieces

    def size(self) -> tuple[float, float]:
        """Width and height."""
        return max(64.0, width(self.label, 12) + 12), 28.0

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the centre at (x, y)."""
        box = Box.around(x, y, *self.size(), what="weight")
        canvas.rect(box, "fig-weight", 14)
        canvas.text((x, y), self.label, "fig-weight-text", 12)
        canvas.claim(box)


@dataclass(frozen=True, slots=True)
class Unit:
    """A neuron: the sum, and the curve of its activation. ``upright`` puts one over the other."""

    activation: str | None
    upright: bool = False

    def size(self) -> tuple[float, float]:
        """Width and height."""
        if self.activation is None:
            return 42.0, 42.0
        return (64.0, 76.0) if self.upright else (84.0, 42.0)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the centre at (x, y)."""
        w, h = self.size()
        box = Box.around(x, y, w, h, what="unit")
        canvas.rect(box, "fig-unit", min(w, h) / 2)
        canvas.claim(box)
        if self.activation is None:
            canvas.text((x, y), (("Σ", 0),), "fig-sum", 18)
        elif self.upright:
            canvas.line((box.x, y), (box.x + w, y), "fig-divider")
            self._halves(canvas, (x, y - h / 4 + 2), (x, y + h / 4 - 2))
        else:
            canvas.line((x, box.y), (x, box.y + h), "fig-divider")
            self._halves(canvas, (x - w / 4 + 1, y), (x + w / 4 - 1, y))

    def _halves(self, canvas: Canvas, total: Point, curve: Point) -> None:
        canvas.text(total, (("Σ", 0),), "fig-sum", 18)
        op = self.activation or ""
        if op in CURVES:
            draw_curve(canvas, op, curve)
        else:
            canvas.text(curve, ((cut(op, 7), 0),), "fig-op", 8.5)


def draw_curve(canvas: Canvas, op: str, at: Point) -> None:
    """The curve of an op that has one."""
    canvas.parts.append(f'<g transform="translate({at[0]:.6g} {at[1]:.6g})">')
    if op in AXES:
        canvas.path(AXES[op], "fig-divider")
    canvas.path(CURVES[op], "fig-curve")
    canvas.parts.append("</g>")


@dataclass(frozen=True, slots=True)
class OpBox:
    """A box with the sign or the curve of an op, and lines of small print under it."""

    sign: Pieces
    notes: tuple[Pieces, ...] = ()
    curve: str | None = None
    letters: float = NAME_SIZE

    def size(self) -> tuple[float, float]:
        """Width and height."""
        longest = max((width(note, 10.5) for note in self.notes), default=0.0)
        own = 0.0 if self.curve else width(self.sign, self.letters)
        wide = max(56.0, own + 14, longest + 14)
        return wide, 42.0 + 14 * max(0, len(self.notes) - 1)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the centre at (x, y)."""
        box = Box.around(x, y, *self.size(), what="box")
        canvas.rect(box, "fig-box", 8)
        canvas.claim(box)
        top = y - 7 * len(self.notes)
        if self.curve:
            draw_curve(canvas, self.curve, (x, top))
        else:
            canvas.text((x, top), self.sign, "fig-op", self.letters)
        for i, note in enumerate(self.notes):
            canvas.text((x, top + 15 + 14 * i), note, "fig-note", 10.5)


@dataclass(frozen=True, slots=True)
class Word:
    """Bare words where a wire leaves the drawing."""

    text: Pieces

    def size(self) -> tuple[float, float]:
        """Width and height."""
        return width(self.text, 10.5) + 8, 20.0

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the centre at (x, y)."""
        canvas.text((x, y), self.text, "fig-note", 10.5, what="word")


Glyph = Source | Weight | Unit | OpBox | Word
