"""What exercises about convolutions share: a kernel, what arrives from the loss, the way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from exercises.family import Blueprint, Flags, Pool, Screen
from exercises.network import Network
from exercises.ops.convolution.forward import turned
from exercises.parameters import Parameter, integer
from exercises.steps import Step
from exercises.values import Shape, Value

WHOLE = tuple(s * n for n in (1, 2, 3) for s in (1, -1))
"""Whole numbers from -3 to 3 but 0 (set N3 of the curriculum)."""


@dataclass(frozen=True)
class Convolution:
    """An exercise about one convolution: its op, the names of its values, and their sizes."""

    op: str
    title: str
    names: tuple[str, str, str, str]
    input: Shape
    kernel: Shape
    output: Shape
    stride: int
    padding: int

    def blueprint(self) -> Blueprint:
        """The exercise."""
        network = self._network()
        w = self.names[1]
        return Blueprint(
            pools=network.pools,
            steps=tuple(network.steps),
            title=self.title,
            prose=self._prose(),
            conventions=self._conventions(),
            screen=Screen(reject=lambda values: _is_symmetric(values[w])),
        )

    def _network(self) -> Network:
        x, w, y, u = self.names
        network = Network()
        network.given(x, Pool(WHOLE, 0, self.input), "the input")
        network.given(w, Pool(WHOLE, 0, self.kernel), "the kernel")
        network.given("b", Pool(WHOLE, 0), "the bias")
        moves = {"stride": self.stride, "padding": self.padding}
        network.apply(self.op, y, [x, w, "b"], "result of the convolution", attrs=moves)
        network.upstream(y, Pool(WHOLE, 0, self.output), given=u)
        network.backward("E", [w, "b", x], unless=lambda step: not self._is_asked(step))
        return network

    def _is_asked(self, step: Step) -> bool:
        """What arrives at the result is printed; the student fills in what goes on from there."""
        return step.wrt in (self.names[0], self.names[1], "b")

    def _prose(self) -> str:
        x, w, y, u = self.names
        size = r" \times ".join(map(str, self.kernel))
        return (
            rf"A kernel \({w}\) of \({size}\) weights slides over the input \({x}\) in steps of "
            rf"{_count(self.stride)}. It is not turned round (cross-correlation): it lies on the "
            r"input as it is printed; at every position multiply what lies on top of each other, "
            rf"add up, and add the bias \(b\). {self._edge()} What arrives from the loss is "
            rf"printed: \(\frac{{\partial E}}{{\partial {y}}} = {u}\), cell by cell. Work out "
            rf"\({y}\) and the gradients of the kernel, the bias and the input."
        )

    def _edge(self) -> str:
        if not self.padding:
            return "The kernel stays inside the input."
        return "The input stands in a frame of zeros one cell wide, on which the kernel may lie."

    def _conventions(self) -> dict[str, Any]:
        return {
            "convolution": "cross-correlation: the kernel is not turned round",
            "stride": self.stride,
            "padding": f"{self.padding}, zeros" if self.padding else 0,
        }


def _count(stride: int) -> str:
    return "one cell" if stride == 1 else "two cells"


def _is_symmetric(w: Value) -> Flags:
    """Whether a kernel is the same turned round, or the opposite: then no turn can be seen."""
    axes = tuple(range(1, w.ndim))
    other = turned(w)
    return np.asarray(np.all(w == other, axis=axes) | np.all(w == -other, axis=axes))


def moves(params: Mapping[str, Any]) -> tuple[int, int]:
    """Stride and padding."""
    return int(params["stride"]), int(params["padding"])


def parameters() -> tuple[Parameter, ...]:
    """How the kernel moves."""
    return (
        integer("stride", 1, 2, 1, "cells that the kernel moves on from one position to the next"),
        integer("padding", 0, 1, 0, "width of the frame of zeros around the input"),
    )
