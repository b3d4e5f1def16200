"""A batch: the layer does with each example what it does with one alone, and adds up behind it."""

import numpy as np
import pytest

from exercises.family import Pool
from exercises.network import Network
from exercises.sheet import Sheet, compile_sheet
from exercises.values import Shape, Value

LAYERS = [pytest.param((3, 2), id="three units"), pytest.param((2, 2), id="square"),
          pytest.param((2,), id="one unit"), pytest.param((1,), id="one wire")]  # fmt: skip


def _sheet(weights: Shape, examples: tuple[int, ...]) -> Sheet:
    network = Network()
    network.given("x", Pool((1,), 0, (*examples, weights[-1])), "inputs")
    network.given("W", Pool((1,), 0, weights), "weights")
    network.given("b", Pool((1,), 0, weights[:-1]), "biases")
    network.apply("linear", "y", ["x", "W", "b"], "output")
    network.upstream("y", Pool((1,), 0, (*examples, *weights[:-1])))
    network.backward("E", ["W", "b", "x"])
    shapes = {name: pool.shape for name, pool in network.pools.items()}
    return compile_sheet(shapes, tuple(network.steps))


def _given(sheet: Sheet) -> dict[str, Value]:
    random = np.random.default_rng(5)
    return {name: random.uniform(-2, 2, (3, *shape)) for name, shape in sheet.given.items()}


@pytest.mark.parametrize("weights", LAYERS)
class TestABatch:
    def test_it_is_its_examples_one_by_one(self, weights: Shape) -> None:
        sheet, single = _sheet(weights, (4,)), _sheet(weights, ())
        given = _given(sheet)
        together = sheet.run(given).values
        alone = [
            single.run({**given, "x": given["x"][:, i], "u": given["u"][:, i]}).values
            for i in range(4)
        ]

        for name in ("y", "dE/dx"):
            stacked = np.stack([values[name] for values in alone], 1)
            np.testing.assert_allclose(stacked, together[name])
        for name in ("dE/dW", "dE/db"):
            added = np.sum([values[name] for values in alone], 0)
            np.testing.assert_allclose(added, together[name])

    def test_with_one_example_each_mistake_is_the_one_without_a_batch(self, weights: Shape) -> None:
        sheet, single = _sheet(weights, (1,)), _sheet(weights, ())
        given = _given(single)
        batch = {**given, "x": given["x"][:, None], "u": given["u"][:, None]}
        values, alone = sheet.run(batch).values, single.run(given).values

        for name in ("y", "dE/dW", "dE/db", "dE/dx"):
            expected = [(w.misconception, w.form) for w in single.by_name[name].wrong]
            wrong = {(w.misconception, w.form): w.rule for w in sheet.by_name[name].wrong}

            assert expected == list(wrong)
            for rule in single.by_name[name].wrong:
                np.testing.assert_allclose(
                    rule.rule(alone).ravel(),
                    wrong[(rule.misconception, rule.form)](values).ravel(),
                    err_msg=f"{name} {rule.misconception}",
                )

    def test_a_bias_gets_a_sentence_about_the_batch(self, weights: Shape) -> None:
        assert "batch" in _sheet(weights, (4,)).by_name["dE/db"].words
        assert "batch" not in _sheet(weights, ()).by_name["dE/db"].words
