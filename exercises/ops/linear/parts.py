"""Weights, inputs and outputs brought to the shape of the weights, whatever the case."""

import numpy as np

from exercises.values import Value


def by_input(x: Value, W: Value) -> Value:
    """The input that each weight multiplies, in the shape of ``W``."""
    return x[:, None, :] if W.ndim > 2 else x


def by_output(g: Value, W: Value) -> Value:
    """The value of the unit that each weight leads to, in the shape of ``W``."""
    return g[..., None] if W.ndim > 1 else g


def gather(cells: Value) -> Value:
    """Sum over the units that each input feeds: from the shape of ``W`` to that of ``x``."""
    return cells.sum(-2) if cells.ndim > 2 else cells


def whole_like(value: Value, W: Value) -> Value:
    """``value`` repeated to the full shape of ``W``."""
    rows = max(len(value), len(W))
    return np.broadcast_to(value, (rows, *W.shape[1:]))
