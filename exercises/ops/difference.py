"""Losses that look at the difference of output and target, cell by cell: one class for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import numpy as np

from exercises.ops.arithmetic import same_shape_loss
from exercises.ops.base import G, Op, Pull
from exercises.tex import Index, Token, factor, plus, times
from exercises.values import Shape, Value, cells, spread


@dataclass(frozen=True)
class Cost:
    """What one difference u = y - t costs.

    ``f`` and ``slope`` take u. ``line`` writes the cost of one cell as LaTeX from the tokens of y
    and t, ``slope_line`` its slope without the number ``front``.
    """

    f: Callable[..., Value]
    slope: Callable[..., Value]
    line: Callable[..., str]
    slope_line: Callable[..., str]
    front: int = 1


def difference(y: Token, t: Token, index: Index = ()) -> str:
    """LaTeX of y - t in parentheses."""
    return rf"\left({y[index]} - {factor(t[index])}\right)"


SQUARE = Cost(
    f=lambda u: u**2,
    slope=lambda u: 2 * u,
    line=lambda y, t, index: f"{difference(y, t, index)}^2",
    slope_line=difference,
    front=2,
)


@dataclass(frozen=True)
class DifferenceLoss:
    """A constant times the sum, or the mean, over the outputs of what their differences cost."""

    name: str
    title: str
    cost: Cost
    words: str
    slope_words: str
    constant: float = 1.0
    in_front: str = ""
    reduction: Literal["sum", "mean"] = "sum"
    attrs: Mapping[str, float] = field(default_factory=dict)

    def op(self) -> Op:
        """The op with its pull-backs by the output and by the target."""
        return Op(
            name=self.name,
            kind="loss",
            arguments=("y", "t"),
            f=self.total(self.cost.f),
            shape=same_shape_loss,
            pulls=(self._pull(1), self._pull(-1)),
            cell=self._cell,
            whole=self._whole,
            words=self._in_words,
            title=self.title,
            attrs=self.attrs,
            reduction=self.reduction,
            examples=(((), ()), ((3,), (3,))),
        )

    def _in_words(self, y: Shape, _t: Shape) -> str:
        several = self.reduction == "sum" and len(cells(y)) > 1
        return f"{self.words} Add up over the outputs." if several else self.words

    def total(self, f: Callable[..., Value]) -> Callable[..., Value]:
        """A function of the difference added up over the cells, scaled as the loss is."""

        def loss(y: Value, t: Value, **attrs: float) -> Value:
            cost = f(y - t, **attrs)
            return np.asarray(self.scale(y) * cost.sum(axis=tuple(range(1, cost.ndim))))

        return loss

    def scale(self, y: Value) -> float:
        """What stands in front of the sum."""
        return self.constant / (y[0].size if self.reduction == "mean" else 1)

    def each(self, f: Callable[..., Value]) -> Callable[..., Value]:
        """g times a function of the difference for each cell, scaled as the loss is."""
        return lambda g, y, t, **attrs: self.scale(y) * spread(g, y) * f(y - t, **attrs)

    def _pull(self, sign: int) -> Pull:
        return Pull(
            uses=(G, 0, 1),
            f=self.each(lambda u, **attrs: sign * self.cost.slope(u, **attrs)),
            cell=partial(self._slope, sign),
            whole=partial(self._slope, sign, ()),
            words=self.slope_words if sign > 0 else "Minus the slope by the output.",
            caption="slope of the error at {wrt}",
        )

    def _slope(self, sign: int, index: Index, g: Token, y: Token, t: Token, **attrs: float) -> str:
        top = self.cost.front if self.reduction == "mean" else self.cost.front * self.constant
        number = _fraction(top, _outputs(y, self.reduction))
        front = number if sign > 0 else f"-{number or 1}"
        return times(g[()], front, self.cost.slope_line(y, t, index, **attrs))

    def _front(self, y: Token) -> str:
        return self.in_front or _fraction(1, _outputs(y, self.reduction))

    def _cell(self, _index: Index, y: Token, t: Token, **attrs: float) -> str:
        terms = [self.cost.line(y, t, i, **attrs) for i in cells(y.shape)]
        front = self._front(y)
        if len(terms) == 1 or not front:
            return f"{front} {plus(terms)}".strip()
        return rf"{front} \left[{plus(terms)}\right]"

    def _whole(self, y: Token, t: Token, **attrs: float) -> str:
        total = r"\sum" if y.shape else ""
        return " ".join(filter(None, [self._front(y), total, self.cost.line(y, t, (), **attrs)]))


def _outputs(y: Token, reduction: str) -> int:
    return len(cells(y.shape)) if reduction == "mean" else 1


def _fraction(top: float, bottom: int) -> str:
    """LaTeX of a factor; nothing where it is one."""
    if bottom == 1:
        return "" if top == 1 else f"{top:g}"
    return rf"\frac{{{top:g}}}{{{bottom}}}"
