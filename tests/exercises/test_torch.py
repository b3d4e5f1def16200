"""Every exercise once more with PyTorch, from its JSON alone. For development: it is no dependency.

What the contract promises: op names, argument order and attributes are PyTorch's, so anyone can
recompute a variant with another autodiff.
"""

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from exercises.drawing import draw
from exercises.ops import all_ops
from exercises.solving import solve
from tests.exercises.corpus import CONFIGURATIONS, every_configuration

SEEDS = 3
CHECK = "check"
"""The phase in which somebody's typed numbers are compared: nothing to differentiate."""
ABOUT_A_STEP = {"name", "phase", "op", "inputs", "shape", "asked", "decimals", "points"}
ABOUT_A_STEP |= {"formula", "label", "caption"}
"""What JSON says of a step with an op besides its attributes."""


def _torch() -> Any:
    try:
        return importlib.import_module("torch")
    except ModuleNotFoundError:
        return None


torch = _torch()
pytestmark = pytest.mark.skipif(torch is None, reason="PyTorch is not installed")


def _linear(x: Any, W: Any, b: Any = None) -> Any:
    if W.ndim:
        return torch.nn.functional.linear(x, W, b)
    return W * x if b is None else W * x + b


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
    "sgd": lambda w, g, eta: w - eta * g,
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
