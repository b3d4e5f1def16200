"""The engine's drawing of a variant, as HTML."""

import re
from collections.abc import Mapping

from markupsafe import Markup

from exercises.figure import CellState, draw_svg
from exercises.variant import Variant

HEIGHT = re.compile(r'viewBox="0 0 [0-9.]+ ([0-9.]+)"')
LOW = 330.0
"""In pixels: the page scrolls to a field with so much room above it."""


def is_low(svg: str) -> bool:
    """Whether a drawing is low enough to stay in sight above the fields."""
    height = HEIGHT.search(svg)
    return height is not None and float(height[1]) <= LOW


def drawing(variant: Variant, cells: Mapping[str, CellState], *, vertical: bool = False) -> Markup:
    """The network with its cells; `vertical` is the form for phones."""
    svg = draw_svg(variant, cells, vertical=vertical)
    return Markup(svg)  # noqa: S704 - made by our own code, which escapes every text in it
