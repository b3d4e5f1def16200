"""Arbitrary answers: marking never fails, and never gives more than there is."""

import json
import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.drawing import draw
from exercises.errors import ExerciseError
from exercises.variant import Variant
from grader.errors import BadAnswers
from grader.marking import mark
from grader.record import pack, unpack
from grader.verdicts import VERDICTS

SHEETS = [draw("handout", 0, {"sheet": sheet}) for sheet in ("H1", "H3", "H4")]
SHEETS += [draw("mlp", 5), draw("mlp", 5, {"activation": "tanh"}), draw("neuron", 1)]
HUGE = ["1e12", "-1e12", "999999999999", "1e-300", "nan", "inf", "-0", "1/3", "1e9999", "½"]

cell = (
    st.text(max_size=12)
    | st.sampled_from(HUGE)
    | st.floats()
    | st.integers()
    | st.none()
    | st.booleans()
    | st.decimals(-9, 9, places=3).map(str)
)
anything = st.recursive(cell, lambda inner: st.lists(inner, max_size=4), max_leaves=12)


def _shaped(variant: Variant, draw_: Any) -> dict[str, Any]:
    def fill(shape: tuple[int, ...]) -> Any:
        return [fill(shape[1:]) for _ in range(shape[0])] if shape else draw_(cell)

    return {step.name: fill(step.shape) for step in variant.sheet.asked}


@settings(max_examples=150, deadline=None)
@given(data=st.data(), variant=st.sampled_from(SHEETS))
def test_any_cells_are_marked(data: Any, variant: Variant) -> None:
    answers = _shaped(variant, data.draw)
    marking = mark(variant, answers)
    obj = json.dumps(marking.to_json(), allow_nan=False)

    assert 0 <= marking.score <= marking.max
    assert math.isfinite(marking.max)
    assert {step.verdict for step in marking.steps} <= set(VERDICTS)
    assert obj == json.dumps(unpack(variant, answers, pack(marking)).to_json())
    assert marking.to_json() == mark(variant, answers).to_json()


@settings(max_examples=150, deadline=None)
@given(
    answers=st.dictionaries(
        st.sampled_from([*SHEETS[0].sheet.by_name, "", "x" * 300, "\x00"]), anything, max_size=5
    )
    | anything
)
def test_any_form_is_marked_or_refused_in_one_sentence(answers: Any) -> None:
    refused = ""
    try:
        mark(SHEETS[0], answers)
    except BadAnswers as error:
        refused = str(error)

    assert "\n" not in refused
    assert len(refused) < 200


json_value = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(data=st.data(), variant=st.sampled_from(SHEETS))
def test_a_damaged_variant_is_read_or_refused_in_one_sentence(data: Any, variant: Variant) -> None:
    obj = variant.to_json()
    target = data.draw(st.sampled_from([obj, obj["given"], *obj["steps"][:9], obj["certificate"]]))
    key = data.draw(st.sampled_from([*target, "extra"]))
    target[key] = data.draw(json_value)
    score, refused = 0.0, ""
    try:
        score = mark(Variant.from_json(obj), {}).score
    except ExerciseError as error:
        refused = str(error)

    assert 0 == score
    assert "\n" not in refused
    assert len(refused) < 250
