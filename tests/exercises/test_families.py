"""The catalogue, the parameters, and the handout's exact values."""

from pathlib import Path

import pytest

import exercises.families
from exercises import catalogue
from exercises.drawing import LARGEST_SEED, draw
from exercises.errors import BadParameter, BadVariant, UnknownFamily
from exercises.family import Family
from exercises.hints import hint
from exercises.solving import solution, solve, worked
from grader.marking import mark

H1 = {
    "z2": 1.5, "x2": 1.5, "z3": 2.5, "x3": 2.5, "z4": 3, "y": 3, "E": 1, "dE/dy": 2, "dE/dz4": 2,
    "dE/dw3": 5, "dE/dx3": 0.4, "dE/dz3": 0.4, "dE/dw2": 0.6, "dE/dx2": -0.08, "dE/dz2": -0.08,
    "dE/dw1": -0.08, "dE/dx1": -0.008, "w3'": -0.05, "w2'": -0.23, "w1'": 0.104,
}  # fmt: skip
H2 = {
    "z2": 1.5, "z3": 0.5, "y": 2.5, "dE/dy": -3, "dE/dw3": -1.5, "dE/dx3": -0.6, "dE/dw2": -0.9,
    "dE/dx2": -0.24, "dE/dw1": -0.48, "w1'": -0.26, "w2'": 0.85, "w3'": 0.95,
}  # fmt: skip
H3 = {"z2": 0.1, "x2": 0.1, "z3": -0.02, "x3": 0, "z4": 0, "y": 0, "E": 4, "dE/dy": -4}
H3 |= dict.fromkeys(["dE/dz4", "dE/dw3", "dE/dx3", "dE/dw2", "dE/dx2", "dE/dw1"], 0)
H4 = {"z3": -0.5, "x3": 0, "y": 2.4, "dE/dy": -3.2, "dE/dx3": -0.64, "dE/dw3": 0, "dE/dw1": 0}


@pytest.mark.parametrize(("sheet", "values"), [("H1", H1), ("H2", H2), ("H3", H3), ("H4", H4)])
def test_the_handout_has_the_values_of_the_lecture(sheet: str, values: dict[str, float]) -> None:
    solved = solve(draw("handout", 0, {"sheet": sheet}))

    assert values == {name: pytest.approx(solved[name]) for name in values}


def test_the_handout_asks_its_steps_in_the_order_of_the_lecture() -> None:
    variant = draw("handout", 0)

    assert list(H1) == [step.name for step in variant.sheet.asked]


def test_the_error_falls_after_the_step() -> None:
    assert pytest.approx(0.142352271616) == solve(draw("handout", 0))["E'"]


@pytest.mark.parametrize("family", catalogue.families(), ids=lambda family: family.name)
class TestEveryFamily:
    def test_it_says_what_it_is_and_what_it_hides(self, family: Family) -> None:
        assert family.title
        assert family.summary.endswith(".")
        assert family.cannot_reveal.endswith(".")

    def test_its_defaults_are_in_range(self, family: Family) -> None:
        assert {p.name: p.default for p in family.parameters} == family.resolve({})
        assert family.resolve({}) == family.resolve(
            {p.name: _as_text(p.default) for p in family.parameters if not p.nested}
        )

    def test_it_refuses_what_it_does_not_know(self, family: Family) -> None:
        with pytest.raises(BadParameter, match="no parameter 'colour'"):
            family.resolve({"colour": "red"})
        for parameter in family.parameters:
            with pytest.raises(BadParameter, match=parameter.name):
                family.resolve({parameter.name: "nonsense"})
            with pytest.raises(BadParameter, match=parameter.name):
                family.resolve({parameter.name: {"a": 1}})

    def test_every_choice_draws(self, family: Family) -> None:
        for parameter in family.parameters:
            for choice in parameter.choices or ():
                assert draw(family.name, 3, {parameter.name: choice}).certificate.visible

    def test_every_step_is_explained(self, family: Family) -> None:
        variant = draw(family.name, 2)

        for step in solution(variant):
            assert step.rule
            assert step.formula
            assert all(step.lines)
        for level in (1, 2, 3):
            assert hint(variant, variant.sheet.asked[-1].name, level)


def _as_text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def test_an_unknown_family_or_seed_is_one_clear_sentence() -> None:
    with pytest.raises(UnknownFamily, match="there are "):
        draw("perceptron", 1)
    for seed in (-1, LARGEST_SEED + 1, True, "7"):
        with pytest.raises(BadParameter, match="seed"):
            draw("mlp", seed)
    with pytest.raises(BadVariant, match="no step"):
        worked(draw("mlp", 1), "nowhere")


@pytest.mark.parametrize("layers", ["2", "2,2,2,2,2", "0,1", "5,1", "2,x", "", "2;1", [2.5, 1]])
def test_layer_sizes_out_of_range_are_refused(layers: object) -> None:
    with pytest.raises(BadParameter, match="layers must be 2 to 4 sizes from 1 to 4"):
        draw("mlp", 1, {"layers": layers})


def test_the_seed_changes_the_numbers() -> None:
    assert draw("mlp", 1).given != draw("mlp", 2).given


NEW_FAMILY = """
from exercises.family import Blueprint, Family, Pool, Screen
from exercises.network import SIGNED_NICE, Network


def blueprint(params) -> None:
    network = Network()
    for name in "abc":
        network.given(name, Pool(SIGNED_NICE), f"input {name}")
    network.given("t", Pool(SIGNED_NICE), "target")
    network.apply("add", "q", ["a", "b"], "sum of a and b")
    network.apply("mul", "f", ["q", "c"], "product")
    network.apply("squared_error", "E", ["f", "t"], "error", phase="loss")
    network.backward("E", ["a", "b", "c"])
    return Blueprint(network.pools, tuple(network.steps), "Gates", "Two gates.", {}, Screen())


FAMILY = Family(
    "pair", 1, 0, "Gates", "Add and multiply.", "Nothing about weights.", (), blueprint
)
"""


def test_a_file_is_a_new_family(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pair.py").write_text(NEW_FAMILY, encoding="utf-8")
    monkeypatch.setattr(
        exercises.families, "__path__", [*exercises.families.__path__, str(tmp_path)]
    )
    catalogue.families.cache_clear()
    try:
        variant = draw("pair", 4)
        right = solve(variant)
        wrong = {**right, "dE/da": float(right["dE/da"]) / 2, "dE/db": float(right["dE/db"]) / 2}

        assert "pair" == catalogue.families()[0].name
        assert mark(variant, right).score == mark(variant, right).max
        assert ["GATE_ADD_SPLIT"] == [f.id for f in mark(variant, wrong).diagnosis]
    finally:
        catalogue.families.cache_clear()


def test_every_family_stands_in_one_chapter() -> None:
    placed = [family.name for _, here in catalogue.chapters() for family in here]

    assert [family.name for family in catalogue.families()] == placed
