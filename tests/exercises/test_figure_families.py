"""The drawing of every exercise that a student can get: all families at all levels."""

import re
from functools import cache
from xml.etree import ElementTree

import pytest

from exercises.catalogue import families
from exercises.drawing import draw
from exercises.figure import draw_svg
from exercises.figure.curves import sign
from exercises.figure.subject import DrawnStep, Subject, subject_of
from exercises.figure.text import name_pieces, number, plain
from exercises.names import TYPED
from exercises.ops.registry import all_ops
from exercises.variant import Variant
from tests.exercises import figure_subjects as subjects
from tests.exercises.figure_checks import (
    ORIENTATIONS,
    SVG,
    asked_cells,
    box_of,
    cell,
    cells_in,
    collisions,
    outside,
    texts_in,
    tree_of,
)

EVERY_LEVEL = pytest.mark.parametrize(
    ("family", "level"),
    [(family.name, level) for family in families() for level in family.levels],
    ids=lambda word: word.replace(" ", "-"),
)
PHONE = 410
"""A drawing that is wider than a phone's 380 is shown smaller; so much still reads well."""
PAGE = 1180
"""Likewise beside the 1100 of a page."""


@cache
def variant_of(family: str, level: str) -> Variant:
    found = next(each for each in families() if each.name == family)
    return draw(family, 7, dict(found.levels[level]))


def drawn(family: str, level: str, vertical: bool) -> ElementTree.Element:
    svg = draw_svg(variant_of(family, level), vertical=vertical)
    return ElementTree.fromstring(svg)  # noqa: S314


@ORIENTATIONS
@EVERY_LEVEL
def test_it_draws_every_level(family: str, level: str, vertical: bool) -> None:
    subject = subject_of(variant_of(family, level))

    assert [] == collisions(subject, vertical)
    assert [] == outside(subject, vertical)
    assert sorted(asked_cells(subject)) == sorted(cells_in(tree_of(subject, vertical)))


@ORIENTATIONS
@EVERY_LEVEL
def test_it_fits_on_the_page_and_on_a_phone(family: str, level: str, vertical: bool) -> None:
    assert float(drawn(family, level, vertical).attrib["width"]) <= (PHONE if vertical else PAGE)


@ORIENTATIONS
@EVERY_LEVEL
def test_it_shows_every_given_number(family: str, level: str, vertical: bool) -> None:
    variant = variant_of(family, level)
    shown = {word for text in texts_in(drawn(family, level, vertical)) for word in text.split()}
    used = {name for step in variant.steps for name in step.inputs}
    given = {
        number(float(value))
        for name, values in variant.values.items()
        if name in variant.given and not name.endswith(TYPED) and name in used
        for value in values[0].ravel()
    }

    assert set() == given - {word.strip(",") for word in shown}


@EVERY_LEVEL
def test_it_says_in_words_what_it_draws(family: str, level: str) -> None:
    tree = drawn(family, level, vertical=False)
    words = tree.findtext(f"{SVG}desc") or ""
    made = [s.name for s in variant_of(family, level).sheet.asked if s.phase == "forward"]
    named = [plain(name_pieces(name)) for name in made]

    assert re.match("A network of|A circuit. ", words)
    assert words.startswith("A network") or [] == [n for n in named if f"{n}: " not in words]


@pytest.mark.parametrize("family", ["circuit", "gates", "branching", "residual", "rnn"])
def test_it_puts_a_gradient_below_its_value(family: str) -> None:
    level = next(each for each in families() if each.name == family).levels.keys()
    for tree in (drawn(family, name, vertical=False) for name in level):
        steps = {step for step, _ in cells_in(tree)}
        pairs = [(s, s.rpartition("/d")[2]) for s in steps if "/d" in s and " via " not in s]
        for slope, value in ((s, v) for s, v in pairs if v in steps):
            below, above = box_of(tree, slope), box_of(tree, value)

            assert 0 < below.y - above.y < 120
            assert abs(below.x - above.x) < 120


def test_it_draws_no_boxes_for_a_printed_slope() -> None:
    texts = texts_in(drawn("layer", "two examples", vertical=False))

    assert "∂E/∂Y = U" in texts
    assert "loss" in texts
    assert [] == [text for text in texts if text in ("×", "Σ", "UY", "E")]


def test_it_shows_a_printed_slope_as_a_given_gradient() -> None:
    tree = drawn("layer", "two examples", vertical=False)
    kinds = [g.attrib["class"] for g in tree.iter(f"{SVG}g") if "data-step" not in g.attrib]

    assert 4 == kinds.count("fig-cell fig-backward is-given")


def _layer_with(*more: DrawnStep, asked: bool = False) -> Subject:
    steps = [
        subjects.step("y", "exp", ["x"]),
        subjects.step("uy", "mul", ["u", "y"], asked=asked),
        subjects.step("E", "sum", ["uy"], phase="loss", asked=False),
        subjects.gradient("x"),
        *more,
    ]
    return subjects.subject({"x": 1, "u": 2}, steps)


def test_it_leaves_helping_boxes_out_only_if_nothing_else_needs_them() -> None:
    again = subjects.step("z", "exp", ["uy"])

    assert "∂E/∂y = u" in texts_in(tree_of(_layer_with()))
    assert "∂E/∂y = u" not in texts_in(tree_of(_layer_with(asked=True)))
    assert "∂E/∂y = u" not in texts_in(tree_of(_layer_with(again)))


@ORIENTATIONS
def test_it_shows_a_printed_slope_where_its_gradient_is_asked(vertical: bool) -> None:
    tree = tree_of(_layer_with(subjects.gradient("y")), vertical)

    assert ("dE/dy", "") in cells_in(tree)
    assert "2" in texts_in(tree)


def test_it_shows_slopes_that_arrive_at_two_values() -> None:
    tree = drawn("lstm", "sums printed", vertical=False)
    texts = texts_in(tree)

    assert {"∂E/∂h = δh", "δc"} <= set(texts)
    assert 2 == texts.count("loss")
    assert box_of(tree, "dE/dc via m").x < box_of(tree, "dE/dc").x


def test_it_writes_a_mixture_with_its_names() -> None:
    assert "(1−z)\u2009n + z\u2009hprev" in texts_in(drawn("gru", "sums printed", vertical=False))


def test_it_draws_the_graph_of_a_sheet_with_updates_only() -> None:
    tree = drawn("adam", "even roots", vertical=False)
    texts = texts_in(tree)

    assert {"m", "v", "w", "g"} <= set(texts)
    assert "fig-cell fig-update is-asked is-empty" == cell(tree, "m'").attrib["class"]
    assert "Values after the step →" in texts
    assert [] == [text for text in texts if "flow" in text]


def test_it_shows_the_velocity_that_a_step_starts_from() -> None:
    texts = texts_in(drawn("momentum", "gradients of a neuron", vertical=False))

    assert "v" in texts
    assert "Given" in texts


def test_it_puts_the_gradient_of_each_loss_at_the_output() -> None:
    texts = texts_in(drawn("losses", "squared errors", vertical=False))

    assert {"∂Esum/∂y", "∂Ehalf/∂y", "∂Emean/∂y"} <= set(texts)
    assert "Gradients" not in texts


def test_it_puts_the_parts_of_a_sum_beside_it() -> None:
    tree = drawn("residual", "both paths asked", vertical=False)
    parts = [box_of(tree, step) for step in ("dE/dx via y", "dE/dx via z", "dE/dx")]

    assert 1 == len({box.y for box in parts})
    assert parts == sorted(parts, key=lambda box: box.x)
    assert "∂E/∂x via y" in texts_in(tree)


@pytest.mark.parametrize(
    ("given", "inputs", "wanted"),
    [
        ({"x": 1, "w": 2}, ["x", "w"], "w\u2009x"),
        ({"x": 1, "w": 2, "b": 3}, ["x", "w", "b"], "w\u2009x + b"),
        ({"X": [[1, 2]], "W": [[1, 2]], "b": [1]}, ["X", "W", "b"], "X\u2009WT + b"),
        ({"X": [[1, 2]], "w": [1, 2]}, ["X", "w"], "X\u2009w"),
    ],
)
def test_it_writes_a_linear_step_as_it_is_worked_out(
    given: dict[str, object], inputs: list[str], wanted: str
) -> None:
    steps = [
        subjects.step("z", "linear", inputs, (1,)),
        subjects.step("y", "exp", ["z"], (1,)),
        subjects.step("s", "add", ["y", "z"], (1,)),
        *(subjects.gradient(name, of="s") for name in inputs),
    ]

    assert wanted in texts_in(tree_of(subjects.subject(given, steps)))


@pytest.mark.parametrize("name", sorted(all_ops()))
def test_it_has_a_readable_sign_for_every_op(name: str) -> None:
    assert "_" not in sign(name)
    assert len(sign(name)) <= 24


def test_it_lists_shared_weights_instead_of_wiring_them() -> None:
    tree = drawn("rnn", "tanh, two steps", vertical=False)
    sources = [r for r in tree.iter(f"{SVG}rect") if r.get("class") == "fig-source"]

    assert 3 == len(sources)
    assert {"wh", "wx", "b"} <= set(texts_in(tree))


@EVERY_LEVEL
def test_it_gives_every_cell_room_for_an_answer(family: str, level: str) -> None:
    tree = drawn(family, level, vertical=True)

    assert [] == [step for step, _ in cells_in(tree) if box_of(tree, step).w < 30]
