"""One cell: a field of the form, mirrored in the drawing."""

from exercises.figure.book import Item
from exercises.figure.canvas import Box, Canvas
from exercises.figure.state import MARKS
from exercises.figure.text import Index, clean, cut

SIZES = (12.5, 11.0, 10.0)
HEIGHT = 24.0
DIGIT = 0.66
"""Width of a bold digit as a share of the text's size."""


def draw_cell(canvas: Canvas, item: Item, box: Box) -> None:
    """Draw a cell so that the page's script can find it by its step and index."""
    size, text = _fit(item.text, box.w - 3)
    x, y = box.x + box.w / 2, box.y + box.h / 2 + 0.35 * size
    canvas.parts.append(
        f'<g class="{_classes(item)}"{address(item.step, item.index)}>'
        f'<rect x="{box.x:.6g}" y="{box.y:.6g}" width="{box.w:.6g}" height="{box.h:.6g}" rx="6"/>'
        f'<text class="fig-value" x="{x:.6g}" y="{y:.6g}" font-size="{size:g}"'
        f' text-anchor="middle">{clean(text)}</text>{_mark(item, box)}</g>'
    )
    canvas.claim(box)


def _fit(text: str, room: float) -> tuple[float, str]:
    """The largest size at which a text fits; at the smallest, what fits of it."""
    for size in SIZES:
        if len(text) * DIGIT * size <= room:
            return size, text
    return SIZES[-1], cut(text, int(room / (DIGIT * SIZES[-1])))


def _classes(item: Item) -> str:
    verdict = f" is-{item.verdict}" if item.verdict in MARKS or item.verdict == "blank" else ""
    return f"fig-cell fig-{item.lane} {item.state}{verdict}"


def address(step: str | None, index: Index) -> str:
    """Attributes by which the page finds what belongs to a cell of a step."""
    if step is None:
        return ""
    return f' data-step="{clean(step)}" data-cell="{",".join(map(str, index))}"'


def _mark(item: Item, box: Box) -> str:
    mark = MARKS.get(item.verdict or "")
    if mark is None:
        return ""
    return (
        f'<text class="fig-mark" x="{box.x + box.w - 3:.6g}" y="{box.y + 6:.6g}"'
        f' font-size="13" text-anchor="middle">{mark}</text>'
    )
