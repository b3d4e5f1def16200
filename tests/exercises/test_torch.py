"""Every exercise once more with PyTorch, from its JSON alone. For development: it is no dependency.

What the contract promises: op names, argument order and attributes are PyTorch's, so anyone can
recompute a variant with another autodiff.
"""

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
import pytest

from exercises.drawing import draw
from exercises.ops import all_ops
from exercises.solving import solve
from exercises.variant import Variant
from tests.exercises.corpus import CONFIGURATIONS, every_configuration

SEEDS = 3
CHECK = "check"
"""The phase in which somebody's typed numbers are compared: nothing to differentiate."""
ABOUT_A_STEP = {"name", "phase", "op", "inputs", "shape", "asked", "decimals", "points"}
ABOUT_A_STEP |= {"formula", "label", "caption"}
"""What JSON says of a step with an op besides its attributes."""


AVERAGES = {"exp_avg": "m", "exp_avg_sq": "v"}
"""State of PyTorch's Adam, and what these are called on a sheet."""


def _torch() -> Any:
    try:
        return importlib.import_module("torch")
    except ModuleNotFoundError:
        return None


torch = _torch()
pytestmark = pytest.mark.skipif(torch is None, reason="PyTorch is not installed")


def _linear(x: Any, W: Any, b: Any = None) -> Any:
    product = x @ W.T if W.ndim == 2 else x @ W if W.ndim else W * x
    return product if b is None else product + b


def _of_one_channel(name: str) -> Callable[..., Any]:
    """An op of PyTorch's that wants axes for the examples and the channels in front."""

    def f(x: Any, w: Any = None, b: Any = None, **attrs: int) -> Any:
        more = [] if w is None else [w[None, None], None if b is None else b[None]]
        return getattr(torch.nn.functional, name)(x[None, None], *more, **attrs)[0, 0]

    return f


OWN: Mapping[str, Callable[..., Any]] = {
    "linear": _linear,
    "identity": lambda z: z,
    "squared_error": lambda y, t: ((y - t) ** 2).sum(),
    "half_squared_error": lambda y, t: ((y - t) ** 2).sum() / 2,
    "sum_of_products": lambda x, w, y, v, b=0: w * x + v * y + b,
    "l2_penalty": lambda w, lambda_, factor: factor * lambda_ * (w**2).sum(),
    "categorical_cross_entropy": lambda p, t: -(t * p.log()).sum(),
    "dropout": lambda x, mask, p: x * mask / (1 - p),
    "matrix_shape": lambda rows, columns: torch.stack([rows, columns]),
    "row_shape": lambda columns: torch.stack([torch.ones_like(columns), columns]),
    "linear_shape": lambda x, W, _b: torch.stack([x[0], W[0]]),
    "shape_like": lambda v: v.clone(),
    "sgd": lambda w, g, eta: w - eta * g,
    "momentum": lambda v, g, beta: beta * v + g,
    "exp_avg": lambda m, g, beta: beta * m + (1 - beta) * g,
    "exp_avg_sq": lambda v, g, beta: beta * v + (1 - beta) * g**2,
    "bias_correction": lambda m, beta, t: m / (1 - beta**t),
    "adam": lambda w, m, v, eta, eps: w - eta * m / (v.sqrt() + eps),
    **{name: _of_one_channel(name) for name in ("conv1d", "conv2d", "max_pool2d", "avg_pool2d")},
}
"""Ops that PyTorch does not have as one function, or not for these shapes; see docs/formats.md."""


def _op(name: str) -> Callable[..., Any]:
    found = OWN.get(name) or getattr(torch, name, None) or getattr(torch.nn.functional, name, None)
    assert found is not None, f"PyTorch has no {name}"
    return found  # type: ignore[no-any-return]


def _recomputed(variant: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Name and value of each forward and update step of a variant's JSON and whole derivative."""
    values = {
        name: torch.tensor(value, dtype=torch.float64, requires_grad=True)
        for name, value in variant["given"].items()
    }
    for step in variant["steps"]:
        if step.get("part") or step.get("local") or step["phase"] == CHECK:
            continue
        values[step["name"]] = _derivative(step, values) if "of" in step else _value(step, values)
        yield step["name"], values[step["name"]]


def _value(step: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    attrs = {key: value for key, value in step.items() if key not in ABOUT_A_STEP}
    return _op(step["op"])(*[values[name] for name in step["inputs"]], **attrs)


def _derivative(step: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    wrt = values[step["wrt"]]
    [slope] = torch.autograd.grad(values[step["of"]], wrt, retain_graph=True, allow_unused=True)
    return torch.zeros_like(wrt) if slope is None else slope


@pytest.mark.parametrize("index", [pytest.param(i, id=title) for i, title in every_configuration()])
def test_pytorch_finds_the_same_values_and_the_same_gradients(index: int) -> None:
    family, params = CONFIGURATIONS[index]
    for seed in range(SEEDS):
        variant = draw(family, seed, params)
        recomputed = dict(_recomputed(json.loads(json.dumps(variant.to_json()))))
        solved = solve(variant)

        whole = {s.name for s in variant.steps if s.via is None and s.phase != CHECK}
        assert whole == set(recomputed)
        for name, value in recomputed.items():
            np.testing.assert_allclose(
                solved[name], value.detach().numpy(), rtol=1e-9, atol=1e-11, err_msg=name
            )


@pytest.mark.parametrize("name", [name for name, op in all_ops().items() if op.kind != "audit"])
def test_pytorch_has_the_op_or_the_table_does(name: str) -> None:
    assert callable(_op(name))


def test_the_table_holds_ops_only() -> None:
    assert set() == set(OWN) - set(all_ops())


def _stepped(optimiser: Callable[..., Any], variant: Variant, state: Mapping[str, Any]) -> Any:
    """The weight of a variant after one step with the gradient ``g``."""
    given = {
        name: torch.tensor(value, dtype=torch.float64) for name, value in variant.given.items()
    }
    w = given["w"].requires_grad_()
    w.grad = given["g"]
    one = optimiser([w], lr=float(given["eta"]))
    one.state[w] = dict(state)
    one.step()
    return w.item()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_adam_takes_the_step_of_pytorch_s_adam(seed: int) -> None:
    variant = draw("adam", seed)
    given = {name: float(value) for name, value in variant.given.items()}
    state = {name: torch.tensor(given[key], dtype=torch.float64) for name, key in AVERAGES.items()}
    betas = (given["beta1"], given["beta2"])
    adam = partial(torch.optim.Adam, betas=betas, eps=0.0)

    stepped = _stepped(adam, variant, {**state, "step": torch.tensor(given["t"] - 1)})
    assert pytest.approx(stepped, rel=1e-9) == solve(variant)["w'"]
