"""What the drawing's tests look at: its cells, what overlaps, what leaves the frame."""

from itertools import combinations
from xml.etree import ElementTree

import pytest

from exercises.figure import CellState
from exercises.figure.book import cells_of
from exercises.figure.canvas import Box
from exercises.figure.draw import compose, draw_subject
from exercises.figure.subject import Subject

SVG = "{http://www.w3.org/2000/svg}"
ORIENTATIONS = pytest.mark.parametrize("vertical", [False, True], ids=["wide", "tall"])


def tree_of(subject: Subject, vertical: bool = False, **texts: CellState) -> ElementTree.Element:
    return ElementTree.fromstring(draw_subject(subject, texts, vertical=vertical))  # noqa: S314


def cells_in(tree: ElementTree.Element) -> list[tuple[str, str]]:
    groups = (g for g in tree.iter(f"{SVG}g") if "data-step" in g.attrib)
    return [(g.attrib["data-step"], g.attrib["data-cell"]) for g in groups]


def cell(tree: ElementTree.Element, step: str) -> ElementTree.Element:
    return next(g for g in tree.iter(f"{SVG}g") if g.get("data-step") == step)


def asked_cells(subject: Subject) -> list[tuple[str, str]]:
    return [
        (step.name, ",".join(map(str, index)))
        for step in subject.steps
        if step.asked
        for index in cells_of(step.shape)
    ]


def collisions(subject: Subject, vertical: bool) -> list[tuple[object, object]]:
    boxes = compose(subject, vertical=vertical).canvas.boxes
    return [(a, b) for a, b in combinations(boxes, 2) if a.meets(b)]


def outside(subject: Subject, vertical: bool) -> list[object]:
    drawing = compose(subject, vertical=vertical)
    w, h = drawing.size
    return [
        box
        for box in drawing.canvas.boxes
        if box.x < 0 or box.y < 0 or box.x + box.w > w or box.y + box.h > h
    ]


def box_of(tree: ElementTree.Element, step: str) -> Box:
    """The first cell of a step."""
    rect = next(cell(tree, step).iter(f"{SVG}rect"))
    return Box(*(float(rect.attrib[name]) for name in ("x", "y", "width", "height")), step)


def texts_in(tree: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in tree.iter(f"{SVG}text")]
