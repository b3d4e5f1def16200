"""The engine's drawing of a variant, as HTML."""

from collections.abc import Mapping

from markupsafe import Markup

from exercises.figure import CellState, draw_svg
from exercises.variant import Variant


def drawing(variant: Variant, cells: Mapping[str, CellState], *, vertical: bool = False) -> Markup:
    """The network with its cells; `vertical` is the form for phones."""
    svg = draw_svg(variant, cells, vertical=vertical)
    return Markup(svg)  # noqa: S704 - made by our own code, which escapes every text in it
