"""What surrounds every drawing: lanes, captions, and the ``<svg>`` with its words."""

from exercises.figure.book import CellBook, Lane
from exercises.figure.canvas import Anchor, Box, Canvas, Point
from exercises.figure.text import Pieces, clean, name_pieces, number

CAPTION = 12.0
FORWARD: Pieces = (("Forward values →", 0),)
BACKWARD: Pieces = (("← Gradients flow back", 0),)


def draw_lane(canvas: Canvas, box: Box, lane: Lane | str) -> None:
    """A tinted band behind cells of one kind."""
    canvas.rect(box, f"fig-lane fig-{lane}", 10)


def draw_caption(
    canvas: Canvas, at: Point, words: Pieces, lane: Lane | str, anchor: Anchor = "start"
) -> None:
    """The heading of a lane."""
    canvas.text(at, words, f"fig-caption fig-{lane}", CAPTION, anchor, "caption")


def draw_flow_captions(canvas: Canvas, wide: float, vertical: bool) -> None:
    """Which colour flows which way, above a drawing."""
    forward = (("Forward values ↓", 0),) if vertical else FORWARD
    backward = (("Gradients flow back ↑", 0),) if vertical else BACKWARD
    draw_caption(canvas, (14, 18), forward, "forward")
    draw_caption(canvas, (wide - 14, 18), backward, "backward", "end")


def update_words(book: CellBook) -> Pieces:
    """``Updated weights, η = 0.05``: with the numbers that the updates use."""
    used = {name for step in book.updates.values() for name in book.steps[step].inputs[1:]}
    rates = [name for name in book.given if name in used and not book.shape(name)]
    book.shown.update(rates)
    notes = (
        ((", ", 0), *name_pieces(name), (f" = {number(book.given[name])}", 0)) for name in rates
    )
    return (("Updated weights", 0), *(piece for note in notes for piece in note))


def svg(canvas: Canvas, size: Point, classes: str, title: str, description: str) -> str:
    """The whole element; ``size`` is its natural width and height in CSS pixels."""
    w, h = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}" role="img" '
        f'viewBox="0 0 {w:.6g} {h:.6g}" width="{w:.6g}" height="{h:.6g}">'
        f"<title>{clean(title)}</title><desc>{clean(description)}</desc>"
        f"{''.join(canvas.parts)}</svg>"
    )
