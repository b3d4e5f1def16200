"""Weights, inputs and outputs laid out on the wires, whatever the case.

A wire leads from one input to one unit, and carries one value for each example of a batch. *On the
wires* a value has the axes (rows, examples, units, inputs), as far as this case has them; then a
product is a product, and what remains is along which axis to add up.
"""

import numpy as np

from exercises.values import Value


def by_input(x: Value, W: Value) -> Value:
    """The input that each weight multiplies, on the wires."""
    return x[..., None, :] if W.ndim > 2 else x


def by_output(g: Value, W: Value) -> Value:
    """The value of the unit that each weight leads to, on the wires."""
    return g[..., None] if W.ndim > 1 else g


def shared(parameter: Value, like: Value) -> Value:
    """A weight or bias next to values that have one axis more, for the examples of a batch."""
    return parameter[:, None] if like.ndim > parameter.ndim else parameter


def gather(wires: Value, W: Value) -> Value:
    """Sum over the units that each input feeds: from the wires to the shape of ``x``."""
    return wires.sum(-2) if W.ndim > 2 else wires


def over_examples(wires: Value, parameter: Value) -> Value:
    """Sum over the batch, if there is one: to the shape of a weight or a bias."""
    return wires.sum(1) if wires.ndim > parameter.ndim else wires


def on_wires(value: Value, W: Value) -> Value:
    """``value`` repeated on all wires."""
    rows = max(len(value), len(W))
    return np.broadcast_to(value, (rows, *value.shape[1 : value.ndim - W.ndim + 1], *W.shape[1:]))


def at_weights(wires: Value, W: Value) -> Value:
    """What each weight gets from its wires."""
    return over_examples(on_wires(wires, W), W)


def at_inputs(wires: Value, W: Value) -> Value:
    """What each input gets from its wires."""
    return gather(on_wires(wires, W), W)
