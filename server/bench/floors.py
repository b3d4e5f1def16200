"""The floors of the engine: forward and backward through one small network, by hand.

The network is two inputs, two hidden units and one output, all sigmoid, with the squared error.
"""

import importlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Given = Mapping[str, Any]


def numpy_floor(given: Given) -> Callable[[], object]:
    """The hand-written NumPy pass."""
    names = ("x", "W1", "b1", "W2", "b2", "t")
    x, W1, b1, W2, b2, t = (np.array(given[name], np.float64) for name in names)

    def gradients() -> tuple[Any, ...]:
        a = 1 / (1 + np.exp(-(W1 @ x + b1)))
        y = 1 / (1 + np.exp(-(W2 @ a + b2)))
        dz2 = 2 * (y - t) * y * (1 - y)
        dz1 = W2.T @ dz2 * a * (1 - a)
        return np.outer(dz1, x), dz1, np.outer(dz2, a), dz2

    return gradients


def pytorch_floor(given: Given) -> Callable[[], object] | None:
    """The same with PyTorch's autodiff; ``None`` where PyTorch is not installed."""
    try:
        torch = importlib.import_module("torch")
    except ModuleNotFoundError:
        return None
    torch.set_num_threads(1)
    x, t = (torch.tensor(given[name], dtype=torch.float64) for name in ("x", "t"))
    names = ("W1", "b1", "W2", "b2")
    W1, b1, W2, b2 = parameters = [
        torch.tensor(given[name], dtype=torch.float64, requires_grad=True) for name in names
    ]

    def gradients() -> object:
        y = torch.sigmoid(W2 @ torch.sigmoid(W1 @ x + b1) + b2)
        return torch.autograd.grad(((y - t) ** 2).sum(), parameters)

    return gradients
