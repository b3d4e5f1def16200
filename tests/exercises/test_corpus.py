"""What must be true of every variant that is drawn."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from exercises.catalogue import families
from exercises.catalogue import family as find_family
from exercises.screening import EXACT_DECIMALS, GAP
from exercises.steps import Step
from exercises.values import Value, cells
from exercises.variant import Variant
from tests.exercises.corpus import CONFIGURATIONS, every_configuration, variants
from tests.exercises.golden import GOLDEN

H = 1e-5
CONFIGURATION = pytest.mark.parametrize(
    "index", [pytest.param(i, id=title) for i, title in every_configuration()]
)
DRAWN = [i for i, (family, _) in enumerate(CONFIGURATIONS) if family != "handout"]


def test_it_has_a_thousand_variants() -> None:
    assert sum(len(variants(i)) for i in range(len(CONFIGURATIONS))) >= 1000


@CONFIGURATION
def test_it_draws_the_same_variant_on_every_machine(index: int) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    title = dict(every_configuration())[index]

    assert golden[title] == [variant.hash[7:] for variant in variants(index)]


@CONFIGURATION
def test_its_gradients_agree_with_finite_differences(index: int) -> None:
    for variant in variants(index):
        for step in variant.sheet.steps:
            if step.wrt is not None and not _lies_on_a_kink(variant, step.wrt):
                numeric = _slope(variant, step)
                exact = variant.truth[step.name][0]

                np.testing.assert_allclose(exact, numeric, rtol=1e-5, atol=1e-6, err_msg=step.name)


def _lies_on_a_kink(variant: Variant, name: str) -> bool:
    """Only H3, the handout as printed: its last sum is 0, and all before it feels that."""
    if variant.params.get("sheet") != "H3":
        return False
    return name not in ("y", "E")


def _slope(variant: Variant, step: Step) -> Value:
    """d(of)/d(wrt) by central differences: one row for each cell up and one for each down."""
    assert step.of
    assert step.wrt
    value = variant.truth[step.wrt]
    places = cells(value.shape[1:])
    moved = np.repeat(value, 2 * len(places), axis=0)
    for row, place in enumerate(places):
        moved[(row, *place)] += H
        moved[(row + len(places), *place)] -= H
    run = _with_one_use_moved if " via " in step.name else _moved
    result = np.broadcast_to(run(variant, step, moved)[step.of], (len(moved),))
    slopes = (result[: len(places)] - result[len(places) :]) / (2 * H)
    return slopes.reshape(value.shape[1:])


def _moved(variant: Variant, step: Step, value: Value) -> dict[str, Value]:
    given, pin, wrt = dict(variant.values), {}, step.wrt or ""
    (given if wrt in given else pin)[wrt] = value
    return variant.sheet.run(given, pin=pin).values


def _with_one_use_moved(variant: Variant, step: Step, value: Value) -> dict[str, Value]:
    """For a contribution along one path: other uses of the same value stay where they are."""
    use, argument = step.via or "", int(step.op.partition(":")[2])
    rule = variant.sheet.by_name[use].rule

    def f(*values: Value) -> Value:
        return rule.f(*values[:argument], value, *values[argument + 1 :])

    return variant.sheet.run(variant.values, swap={use: replace(rule, f=f)}).values


@CONFIGURATION
def test_its_json_reads_back_to_the_same_variant(index: int) -> None:
    variant = variants(index)[0]
    read = Variant.from_json(json.loads(json.dumps(variant.to_json())))

    assert variant == read
    assert variant.hash == read.hash


@pytest.mark.parametrize("index", DRAWN)
def test_it_has_no_unintended_zero(index: int) -> None:
    """A zero is intended if it stays when the givens move a little: behind a gate that is shut."""
    for variant in variants(index):
        random = np.random.default_rng(1)
        given = {n: v * random.uniform(0.9999, 1, v.shape) for n, v in variant.values.items()}
        moved = variant.sheet.run(given).values
        zeros = [step.name for step in variant.sheet.asked if np.any(variant.truth[step.name] == 0)]

        assert not zeros or _has_a_shut_gate(variant)
        for name in zeros:
            assert np.all(moved[name][variant.truth[name] == 0] == 0), name


def _has_a_shut_gate(variant: Variant) -> bool:
    """Whether a unit is off or dropped, or a value loses at a maximum."""
    gates = [step for step in variant.sheet.steps if step.op == "relu" and step.asked]
    off = any(np.any(variant.truth[gate.rule.inputs[0]] < 0) for gate in gates)
    shut = ("maximum", "max_pool2d", "dropout")
    return off or any(step.op in shut for step in variant.sheet.steps)


@pytest.mark.parametrize("index", DRAWN)
def test_no_weighted_sum_lies_on_a_kink(index: int) -> None:
    for variant in variants(index):
        for step in variant.sheet.asked:
            if step.op in ("relu", "leaky_relu"):
                assert np.all(np.abs(variant.truth[step.rule.inputs[0]]) > GAP)


def test_sheets_that_should_be_exact_are_exact() -> None:
    exact = [
        _is_exact(variant)
        for index in DRAWN
        if _is_short_and_straight(*CONFIGURATIONS[index])
        for variant in variants(index)
    ]

    assert len(exact) >= 200
    assert sum(exact) >= 0.99 * len(exact)


def _is_short_and_straight(family: str, params: dict[str, Any]) -> bool:
    kind = find_family(family)
    exact = kind.blueprint(kind.resolve(params)).screen.exact
    return exact and np.max(params.get("layers", 0)) < 4


def _is_exact(variant: Variant) -> bool:
    values = np.concatenate([variant.truth[step.name].ravel() for step in variant.sheet.asked])
    scaled = values * 10**EXACT_DECIMALS
    return bool(np.all(np.abs(scaled - np.rint(scaled)) < 1e-4))


@pytest.mark.parametrize("index", DRAWN)
def test_drawn_numbers_tell_rules_apart(index: int) -> None:
    shares = [variant.certificate.distinct for variant in variants(index)]

    assert np.mean(shares) >= _ceiling(*CONFIGURATIONS[index])


def _ceiling(family: str, params: dict[str, Any]) -> float:
    """A ReLU chain shows the gradients or the gate, never both; other shapes show nearly all."""
    activation = params.get("activation", "relu")
    if family == "chain" and activation == "relu":
        return 0.65 if "off" in params else 0.85
    return 0.94 if activation == "leaky_relu" else 0.95


def test_every_family_is_in_the_corpus() -> None:
    assert {family.name for family in families()} == {family for family, _ in CONFIGURATIONS}
