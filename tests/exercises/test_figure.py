"""The drawing: what every picture must keep, for every size of network and for odd graphs."""

import re
from collections.abc import Callable
from itertools import product
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.figure import CellState, cell_key, cell_states, draw_svg
from exercises.figure.draw import draw_subject
from exercises.figure.subject import DrawnStep, Subject
from exercises.variant import Variant
from tests.exercises import figure_subjects as subjects
from tests.exercises.figure_checks import (
    ORIENTATIONS,
    SVG,
    asked_cells,
    cell,
    cells_in,
    collisions,
    outside,
    tree_of,
)

SIZES = [sizes for length in (2, 3) for sizes in product(range(1, 5), repeat=length)] + [
    (4, 4, 4, 4),
    (1, 4, 1, 4),
    (4, 1, 4, 1),
    (2, 3, 3, 2),
    (3, 4, 2, 1),
    (4, 2, 3, 4),
]
EXAMPLES: dict[str, Callable[[], Subject]] = {
    "handout": subjects.handout,
    "chain of one": lambda: subjects.chain(1, rest=False),
    "chain of two": lambda: subjects.chain(2, activation="sigmoid"),
    "chain of four": lambda: subjects.chain(4, bias_gradients=True),
    "neuron of one": lambda: subjects.neuron(1),
    "neuron of four": lambda: subjects.neuron(4, activation="tanh"),
    "2-2-1": lambda: subjects.mlp(2, 2, 1),
    "2-3-2": lambda: subjects.mlp(2, 3, 2, activation="softmax"),
    "3-4-2": lambda: subjects.mlp(3, 4, 2),
    "4-4-4-4": lambda: subjects.mlp(4, 4, 4, 4),
    "residual": subjects.residual,
    "gates": subjects.gates,
    "attention": subjects.attention,
}
EVERY_EXAMPLE = pytest.mark.parametrize("make", EXAMPLES.values(), ids=EXAMPLES.keys())


@ORIENTATIONS
@EVERY_EXAMPLE
def test_it_gives_every_asked_cell_one_place(make: Callable[[], Subject], vertical: bool) -> None:
    subject = make()

    assert sorted(asked_cells(subject)) == sorted(cells_in(tree_of(subject, vertical)))


@ORIENTATIONS
@EVERY_EXAMPLE
def test_it_lets_nothing_overlap(make: Callable[[], Subject], vertical: bool) -> None:
    assert [] == collisions(make(), vertical)


@ORIENTATIONS
@EVERY_EXAMPLE
def test_it_stays_inside_its_frame(make: Callable[[], Subject], vertical: bool) -> None:
    assert [] == outside(make(), vertical)


@ORIENTATIONS
@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_it_lays_out_every_size_of_network(sizes: tuple[int, ...], vertical: bool) -> None:
    subject = subjects.mlp(*sizes)

    assert [] == collisions(subject, vertical)
    assert [] == outside(subject, vertical)
    assert sorted(asked_cells(subject)) == sorted(cells_in(tree_of(subject, vertical)))


@ORIENTATIONS
@pytest.mark.parametrize("length", range(1, 6))
@pytest.mark.parametrize("biases", ["none", "numbers", "gradients"])
def test_it_lays_out_chains(length: int, biases: str, vertical: bool) -> None:
    subject = subjects.chain(length, biases != "none", biases == "gradients")

    assert [] == collisions(subject, vertical)
    assert [] == outside(subject, vertical)


@ORIENTATIONS
@EVERY_EXAMPLE
def test_it_obeys_a_strict_content_policy(make: Callable[[], Subject], vertical: bool) -> None:
    tree = tree_of(make(), vertical)
    names = {name for element in tree.iter() for name in element.attrib}
    tags = {element.tag.removeprefix(SVG) for element in tree.iter()}

    assert set() == {n for n in names if n in ("style", "id", "href") or n.startswith("on")}
    assert {"svg", "title", "desc", "g", "rect", "path", "text", "tspan"} >= tags


@ORIENTATIONS
@EVERY_EXAMPLE
def test_it_draws_the_same_twice(make: Callable[[], Subject], vertical: bool) -> None:
    assert draw_subject(make(), vertical=vertical) == draw_subject(make(), vertical=vertical)


def test_it_is_an_image_with_a_name_and_words() -> None:
    tree = tree_of(subjects.handout())

    assert "img" == tree.attrib["role"]
    assert "A chain" == tree.findtext(f"{SVG}title")
    assert (tree.findtext(f"{SVG}desc") or "").startswith("A network of 1 input and 3 layers")


def test_it_is_as_wide_as_a_phone_when_vertical() -> None:
    assert {"380"} == {
        tree_of(make(), vertical=True).attrib["width"]
        for name, make in EXAMPLES.items()
        if name not in ("residual", "gates", "attention")
    }


def test_it_prints_given_numbers_with_a_real_minus_sign() -> None:
    svg = draw_subject(subjects.handout())

    assert " = −0.2</tspan>" in svg
    assert "-0.2" not in re.sub(r'"[^"]*"', "", svg)


def test_it_shows_what_the_student_typed() -> None:
    group = cell(tree_of(subjects.handout(), **{"dE/dy": CellState("-0,5", "follows")}), "dE/dy")

    assert "fig-cell fig-backward is-asked is-filled is-follows" == group.attrib["class"]
    assert ["−0,5", "↪"] == [text.text for text in group.iter(f"{SVG}text")]


def test_it_shows_a_question_mark_in_an_empty_cell() -> None:
    group = cell(tree_of(subjects.handout()), "dE/dy")

    assert "fig-cell fig-backward is-asked is-empty" == group.attrib["class"]
    assert ["?"] == [text.text for text in group.iter(f"{SVG}text")]


def test_it_cuts_long_texts() -> None:
    group = cell(tree_of(subjects.handout(), E=CellState("0.333333333333333")), "E")
    shown = group.findtext(f"{SVG}text") or ""

    assert shown.startswith("0.333")
    assert shown.endswith("…")


def test_it_ignores_an_unknown_verdict() -> None:
    group = cell(tree_of(subjects.handout(), E=CellState("1", 'x" onload="y')), "E")

    assert "fig-cell fig-forward is-asked is-filled" == group.attrib["class"]


def test_it_hides_a_step_that_is_not_asked() -> None:
    shown = [name for name, _ in cells_in(tree_of(_with_hidden_y()))]

    assert "y" not in shown
    assert "E" in shown


def test_it_shows_a_worked_value_of_a_step_that_is_not_asked() -> None:
    group = cell(tree_of(_with_hidden_y(), y=CellState("3")), "y")

    assert "fig-cell fig-forward is-given is-filled" == group.attrib["class"]


def _with_hidden_y() -> Subject:
    handout = subjects.handout()
    steps = [
        subjects.step("y", "relu", ["z4"], asked=False) if step.name == "y" else step
        for step in handout.steps
    ]
    return subjects.subject(dict(handout.given), steps)


def test_it_marks_wires_with_the_gradient_of_their_weight() -> None:
    tree = tree_of(subjects.mlp(4, 4, 2))
    wires = [p for p in tree.iter(f"{SVG}path") if p.get("data-step") == "dE/dW1"]

    assert {f"{j},{i}" for i, j in product(range(4), repeat=2)} == {
        wire.attrib["data-cell"] for wire in wires
    }


@given(text=st.text(max_size=30))
@settings(max_examples=60, deadline=None)
def test_it_escapes_hostile_texts(text: str) -> None:
    handout = subjects.handout()
    hostile = Subject(text, handout.given, handout.steps, {"loss": text})

    for vertical in (False, True):
        assert "svg" in tree_of(hostile, vertical, y=CellState(text, text)).tag


@given(name=st.text(min_size=1, max_size=12).filter(lambda name: name not in ("x", "E")))
@settings(max_examples=60, deadline=None)
def test_it_escapes_hostile_names(name: str) -> None:
    steps = [
        DrawnStep(name, "forward", name, ("x", "x")),
        DrawnStep("E", "loss", "squared_error", (name,)),
        DrawnStep(f"dE/d{name}", "backward", of="E", wrt=name),
    ]

    assert (name in str(cells_in(tree_of(Subject(name, {"x": 1}, steps))))) or not name.isalnum()


@st.composite
def graphs(draw: st.DrawFn) -> Subject:
    """Any acyclic graph of scalars, with a gradient for every value."""
    names = ["a", "b"]
    steps = []
    for i in range(draw(st.integers(1, 9))):
        inputs = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3))
        op = draw(st.sampled_from(["add", "mul", "max", "exp", "relu", "unheard_of"]))
        steps.append(subjects.step(f"v{i}", op, inputs))
        names.append(f"v{i}")
    end = steps[-1].name
    back = [subjects.gradient(name, of=end) for name in reversed(names[:-1])]
    return subjects.subject({"a": 1, "b": -2.5}, [*steps, *back])


@given(subject=graphs(), vertical=st.booleans())
@settings(max_examples=80, deadline=None)
def test_it_draws_any_graph(subject: Subject, vertical: bool) -> None:
    assert [] == collisions(subject, vertical)
    assert [] == outside(subject, vertical)
    assert sorted(asked_cells(subject)) == sorted(cells_in(tree_of(subject, vertical)))


@ORIENTATIONS
@pytest.mark.parametrize("shape", [(12,), (2, 9), (3, 2, 2), (1, 1)], ids=str)
def test_it_finds_room_for_arrays_of_any_shape(shape: tuple[int, ...], vertical: bool) -> None:
    steps = [
        subjects.step("h", "cumsum", ["x"], shape),
        subjects.step("E", "mean", ["h"], phase="loss"),
        subjects.gradient("h", shape),
        subjects.gradient("x"),
    ]
    subject = subjects.subject({"x": 1}, steps)

    assert [] == collisions(subject, vertical)
    assert [] == outside(subject, vertical)
    assert sorted(asked_cells(subject)) == sorted(cells_in(tree_of(subject, vertical)))


def test_it_names_cells_by_step_and_index() -> None:
    assert "z2" == cell_key("z2")
    assert "dE/dW1[0][1]" == cell_key("dE/dW1", (0, 1))


def test_it_reads_states_from_answers_and_verdicts() -> None:
    states = cell_states(
        {"y": "3", "z1": ["1", ""], "W1": [["a"], [None]]},
        {"y": "correct", "z1": ["slip", None], "W1": "unreadable"},
    )

    assert {
        "y": CellState("3", "correct"),
        "z1[0]": CellState("1", "slip"),
        "z1[1]": CellState(""),
        "W1[0][0]": CellState("a", "unreadable"),
        "W1[1][0]": CellState("", "unreadable"),
    } == states


def test_it_keeps_a_second_pass_apart_from_the_updates() -> None:
    handout = subjects.handout()
    second = [
        subjects.step("z2'", "linear", ["x1", "w1'", "r2"], phase="update"),
        subjects.step("E'", "squared_error", ["y", "t"], phase="update"),
    ]
    tree = tree_of(subjects.subject(dict(handout.given), [*handout.steps, *second]))
    captions = ["".join(t.itertext()) for t in tree.iter(f"{SVG}text")]

    assert {("z2'", ""), ("E'", "")} <= set(cells_in(tree))
    assert 1 == captions.count("Updated weights, η = 0.05")
    assert 1 == captions.count("After the step")


def test_it_draws_a_variant() -> None:
    variant = Variant.from_json(
        {
            "family": "chain",
            "version": 1,
            "seed": 1,
            "title": "One neuron",
            "given": {"x": 2, "w": 0.5, "t": 1},
            "steps": [
                {"name": "y", "phase": "forward", "op": "linear", "inputs": ["x", "w"]},
                {"name": "E", "phase": "loss", "op": "squared_error", "inputs": ["y", "t"]},
                {"name": "dE/dy", "phase": "backward", "of": "E", "wrt": "y"},
                {"name": "dE/dw", "phase": "backward", "of": "E", "wrt": "w"},
            ],
        }
    )
    tree = ElementTree.fromstring(draw_svg(variant))  # noqa: S314

    assert {"y", "E", "dE/dy", "dE/dw"} == {step for step, _ in cells_in(tree)}
