"""Convolution and pooling: where the windows stand, and the worked lines."""

from collections.abc import Mapping

import numpy as np
import pytest

from exercises.drawing import draw
from exercises.errors import BadVariant
from exercises.ops import op as find_op
from exercises.ops.base import G, Y
from exercises.ops.windows import windows
from exercises.sheet import StepSpec, compile_sheet
from exercises.solving import worked
from exercises.values import Shape, Value, cells

H = 1e-6
MOVES: list[tuple[str, tuple[Shape, ...], dict[str, int]]] = [
    ("conv1d", ((7,), (3,), ()), {"stride": 2, "padding": 0}),
    ("conv1d", ((5,), (3,), ()), {"stride": 1, "padding": 2}),
    ("conv1d", ((5,), (2,)), {"stride": 3, "padding": 1}),
    ("conv2d", ((4, 5), (2, 3), ()), {"stride": 2, "padding": 1}),
    ("conv2d", ((2, 2), (2, 2)), {"stride": 1, "padding": 1}),
    ("max_pool2d", ((5, 4),), {"kernel_size": 3, "stride": 1}),
    ("max_pool2d", ((5, 5),), {"kernel_size": 2, "stride": 3}),
    ("avg_pool2d", ((5, 4),), {"kernel_size": 3, "stride": 1}),
    ("avg_pool2d", ((5, 5),), {"kernel_size": 2, "stride": 3}),
]


@pytest.mark.parametrize(("name", "shapes", "attrs"), MOVES)
def test_it_passes_back_what_finite_differences_say_however_it_moves(
    name: str, shapes: tuple[Shape, ...], attrs: dict[str, int]
) -> None:
    op = find_op(name)
    random = np.random.default_rng(5)
    values = [random.permutation(40)[: max(1, int(np.prod(s)))].reshape(1, *s) for s in shapes]
    values = [value / 7.0 for value in values]
    result = op.f(*values, **attrs)
    g = random.uniform(-1, 1, result.shape)

    assert (1, *op.result(shapes, attrs)) == result.shape
    for argument, pull in enumerate(op.pulls[: len(shapes)]):
        assert pull is not None
        known = {G: g, Y: result, **dict(enumerate(values))}
        exact = pull.f(*[known[use] for use in pull.uses], **attrs)
        numeric = _numeric(name, values, attrs, argument, g)

        np.testing.assert_allclose(exact, numeric, rtol=1e-6, atol=1e-8)


def _numeric(
    name: str, values: list[Value], attrs: Mapping[str, int], argument: int, g: Value
) -> Value:
    slope = np.zeros_like(values[argument])
    for place in cells(slope.shape):
        up, down = (
            [value + step * _unit(value, place) if i == argument else value for i, value in inputs]
            for step in (H, -H)
            for inputs in [list(enumerate(values))]
        )
        change = find_op(name).f(*up, **attrs) - find_op(name).f(*down, **attrs)
        slope[place] = (g * change).sum() / (2 * H)
    return slope


def _unit(value: Value, place: tuple[int, ...]) -> Value:
    unit = np.zeros_like(value)
    unit[place] = 1
    return unit


def test_many_kernels_slide_over_one_input_and_one_over_many() -> None:
    conv = find_op("conv1d")
    random = np.random.default_rng(1)
    one, many = random.normal(size=(1, 5)), random.normal(size=(4, 5))
    for x, w in ((one, many[:, :3]), (many, one[:, :3])):
        together = conv.f(x, w, stride=1, padding=0)
        rows = zip(np.broadcast_to(x, (4, 5)), np.broadcast_to(w, (4, 3)), strict=True)

        assert [np.correlate(*row).tolist() for row in rows] == [
            pytest.approx(row.tolist()) for row in together
        ]


def test_the_first_of_equal_largest_values_wins() -> None:
    pool = find_op("max_pool2d")
    pull = pool.pulls[0]
    assert pull is not None
    back = pull.f(np.ones((1, 1, 1)), np.full((1, 2, 2), 3.0), kernel_size=2, stride=2)

    assert [[1, 0], [0, 0]] == back[0].tolist()


@pytest.mark.parametrize(
    ("op", "shapes", "attrs", "message"),
    [
        ("conv1d", ((4,), (3,)), {"stride": 0}, "stride must be a whole number from 1"),
        ("conv1d", ((4,), (3,)), {"stride": 1.5}, "stride must be a whole number from 1"),
        ("conv1d", ((4,), (3,)), {"padding": -1}, "padding must be"),
        ("conv1d", ((4,), (3,)), {"padding": 3}, "smaller than the window"),
        ("conv1d", ((2,), (3,)), {}, "does not fit into"),
        ("conv1d", ((4, 4), (2, 2)), {}, "conv1d: an input of shape"),
        ("conv1d", ((4,), (3,), (2,)), {}, "bias of shape"),
        ("conv2d", ((4, 4), (3,)), {}, "does not fit"),
        ("max_pool2d", ((4,),), {}, "must have two axes"),
        ("max_pool2d", ((4, 4),), {"kernel_size": 0}, "does not fit"),
        ("max_pool2d", ((4, 4),), {"kernel_size": 0.5}, "kernel size must be a whole number"),
        ("avg_pool2d", ((30, 30),), {"kernel_size": 10, "stride": 1}, "too many steps"),
        ("avg_pool2d", ((4, 4),), {"kernel_size": 10**9}, "does not fit into"),
    ],
)
def test_a_window_that_cannot_stand_is_one_clear_sentence(
    op: str, shapes: tuple[Shape, ...], attrs: dict[str, float], message: str
) -> None:
    given = dict(zip("abc", shapes, strict=False))
    spec = StepSpec("y", "forward", op, tuple(given), tuple(attrs.items()))
    with pytest.raises(BadVariant, match=message):
        compile_sheet(given, (spec,))


def test_a_worked_line_has_a_product_for_every_place() -> None:
    variant = draw("conv1d", 1)
    x, w, b, u = (variant.given[name] for name in ("x", "w", "b", "u"))
    products = [
        (r"y_{2} = ", [(w[0], x[1]), (w[1], x[2]), (w[2], x[3])], [b], worked(variant, "y"), 1),
        ("x_{2}", [(u[0], w[1]), (u[1], w[0])], [], worked(variant, "dE/dx"), 1),
        ("w_{3}", [(u[i], x[i + 2]) for i in range(4)], [], worked(variant, "dE/dw"), 2),
    ]
    for name, factors, rest, solution, cell in products:
        terms = [rf"{_factor(a)} \cdot {_factor(b)}" for a, b in factors] + list(map(_factor, rest))
        total = sum(a * b for a, b in factors) + sum(rest)
        line = solution.lines[cell].replace(" ", "")

        assert name.replace(" ", "") in line
        assert f"={'+'.join(terms)}={total}".replace(" ", "") in line


def _factor(number: int) -> str:
    return rf"\left({number}\right)" if number < 0 else str(number)


def test_the_formula_names_the_cell_under_the_kernel() -> None:
    formulas = {
        (1, 0): "i+k-1",
        (1, 1): "i+k-2",
        (2, 0): "2i+k-2",
        (2, 1): "2i+k-3",
    }
    for (stride, padding), place in formulas.items():
        variant = draw("conv1d", 1, {"stride": stride, "padding": padding})
        steps = variant.sheet.by_name
        i, k = 2, 1
        [link] = [
            link
            for link in windows(steps["dE/dx"].shape, (3,), stride, padding).links
            if (link.output, link.kernel) == ((i - 1,), (k - 1,))
        ]

        assert f"{{x}}_{{{place}}}" in steps["y"].formula
        assert f"{{x}}_{{{place}}}" in steps["dE/dw"].formula
        assert rf"\sum_{{{place} = m}}" in steps["dE/dx"].formula
        assert link.input[0] + 1 == stride * i + k - int(place[-1])
