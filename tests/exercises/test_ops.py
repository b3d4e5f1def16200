"""Every op: its pull-backs against finite differences, its other routes, its words."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from exercises.backward import differentiate
from exercises.broadcasting import over_batch, summed
from exercises.errors import BadVariant
from exercises.ops import all_ops
from exercises.ops.base import G, Op, Y, said
from exercises.sheet import StepSpec, compile_sheet
from exercises.values import Shape, Value, cells, spread

H = 1e-6
ROWS = 5
CASES = [
    pytest.param(name, shapes, id=f"{name}{shapes}")
    for name in all_ops()
    for shapes in all_ops()[name].examples
]


def _values(shapes: tuple[Shape, ...], domain: tuple[float, float] | None = None) -> list[Value]:
    random = np.random.default_rng(7)
    if domain:
        low, high = domain[0], min(domain[1], domain[0] + 2)
        inside = 0.9 * low + 0.1 * high, 0.1 * low + 0.9 * high
        return [random.uniform(*inside, (ROWS, *shape)) for shape in shapes]
    return [random.uniform(0.2, 2, (ROWS, *shape)) * random.choice([-1, 1]) for shape in shapes]


@pytest.mark.parametrize(("name", "shapes"), CASES)
def test_it_computes_rows_independently(name: str, shapes: tuple[Shape, ...]) -> None:
    op, values = all_ops()[name], _values(shapes, all_ops()[name].domain)
    together = op.f(*values, **op.attrs)

    assert (ROWS, *op.result(shapes, op.attrs)) == together.shape
    for row in range(ROWS):
        alone = op.f(*[value[row : row + 1] for value in values], **op.attrs)

        np.testing.assert_array_equal(together[row : row + 1], alone)


@pytest.mark.parametrize(("name", "shapes"), CASES)
def test_its_pull_backs_agree_with_finite_differences(name: str, shapes: tuple[Shape, ...]) -> None:
    op, values = all_ops()[name], _values(shapes, all_ops()[name].domain)
    result = op.f(*values, **op.attrs)
    g = np.random.default_rng(3).uniform(-1, 1, result.shape)

    for argument, pull in enumerate(op.pulls[: len(shapes)]):
        if pull is None:
            continue
        known = {G: g, Y: result, **dict(enumerate(values))}
        back = partial(summed, shape=shapes[argument]) if op.elementwise else lambda f: f
        if pull.over_batch is not None and pull.over_batch(*shapes):
            back = over_batch
        exact = back(pull.f)(*[known[use] for use in pull.uses], **op.attrs)

        assert exact.shape == values[argument].shape
        np.testing.assert_allclose(exact, _numeric(op, values, argument, g), rtol=1e-5, atol=1e-7)
        for route in pull.also:
            other = back(route.f)(*[known[use] for use in route.uses], **op.attrs)

            np.testing.assert_allclose(exact, other, rtol=1e-9)


def _numeric(op: Op, values: list[Value], argument: int, g: Value) -> Value:
    """g times the Jacobian by central differences, cell by cell."""
    slope = np.zeros_like(values[argument])
    for place in cells(values[argument].shape[1:]):
        change = []
        for h in (H, -H):
            moved = [value.copy() for value in values]
            moved[argument][(slice(None), *place)] += h
            change.append(op.f(*moved, **op.attrs))
        product = g * (change[0] - change[1]) / (2 * H)
        slope[(slice(None), *place)] = product.reshape(ROWS, -1).sum(1)
    return slope


@pytest.mark.parametrize("name", all_ops())
def test_it_has_words_for_every_rule(name: str) -> None:
    op = all_ops()[name]

    assert op.title
    for shapes in op.examples:
        assert said(op.words, shapes).endswith(".")
    for pull in filter(None, op.pulls):
        assert all(said(pull.words, shapes).endswith(".") for shapes in op.examples)
        assert pull.caption


@pytest.mark.parametrize("name", [name for name in all_ops() if len(all_ops()[name].arguments) > 1])
def test_it_refuses_shapes_that_do_not_fit(name: str) -> None:
    given = dict(zip("abcdef", [(2,), (3, 5), (4,), (7, 2), (5,), (6,)], strict=True))
    inputs = tuple("abcdef"[: len(all_ops()[name].arguments)])
    with pytest.raises(BadVariant, match="fit"):
        compile_sheet(given, (StepSpec("z", "forward", name, inputs),))


def test_a_value_with_several_uses_gets_a_part_for_each_and_their_sum() -> None:
    given = {"x": (2,), "w": (2,), "t": ()}
    specs = (
        StepSpec("a", "forward", "mul", ("x", "w")),
        StepSpec("b", "forward", "mul", ("a", "a")),
        StepSpec("c", "forward", "add", ("b", "x")),
        StepSpec("s", "forward", "sum", ("c",)),
        StepSpec("E", "loss", "squared_error", ("s", "t")),
    )
    forward = compile_sheet(given, specs)
    derived = differentiate(forward.by_name, forward.shapes, "E")
    parts = [name for name in derived if " via " in name]

    assert {"dE/dx via c", "dE/da via b (1)", "dE/da via b (2)", "dE/dx via a"} == set(parts)

    backward = tuple(
        StepSpec(name, "backward", of="E", wrt=step.wrt, via=step.via if " via " in name else None)
        for name, step in derived.items()
        if step.wrt != "t"
    )
    sheet = compile_sheet(given, specs + backward)
    values = dict(zip(given, _values(((2,), (2,), ())), strict=True))
    run = sheet.run(values).values
    upstream = 2 * (run["s"] - run["t"])

    np.testing.assert_allclose(
        run["dE/dx"], spread(upstream, run["x"]) * (2 * run["x"] * values["w"] ** 2 + 1)
    )
    assert {"PATH_ONE", "PATH_MEAN", "PATH_PROD"} <= {
        wrong.misconception for wrong in sheet.by_name["dE/dx"].wrong
    }
    assert "GATE_ADD_SPLIT" in sheet.forms
    assert "GATE_MUL_NOSWAP" in sheet.forms


@pytest.mark.parametrize("name", all_ops())
def test_it_is_documented_with_its_arguments(name: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| `{name}` |"))

    assert all(argument in row.split("|")[2] for argument in all_ops()[name].arguments)
