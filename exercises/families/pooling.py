"""Maximum and average pooling over a small plane."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from exercises.family import Blueprint, Family, Flags, Pool, Screen
from exercises.network import Network
from exercises.ops.windows import windows
from exercises.parameters import choice, flag
from exercises.values import Value

SIDE = 2
"""Width and height of a window."""
OPS = {"average": "avg_pool2d", "maximum": "max_pool2d"}
VALUES = {
    "average": "the mean of its window",
    "maximum": "the largest value of its window (no two of them are equal)",
}
WHOLE = tuple(s * n for n in range(1, 10) for s in (1, -1))
SLOPES = tuple(s * n for n in range(2, 7) for s in (1, -1))
CLEAR = 1.5
"""The largest value of a window stands out from the second by at least two whole numbers."""


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """The sheet for one kind of pooling."""
    kind, overlap = params["kind"], params["overlap"]
    sides, stride = (3, 1) if overlap else (4, SIDE)
    network = Network()
    network.given("X", Pool(WHOLE, 0, (sides, sides)), "the input")
    network.apply(
        OPS[kind],
        "Y",
        ["X"],
        f"{kind} of each window",
        attrs={"kernel_size": SIDE, "stride": stride},
    )
    network.upstream("Y", Pool(SLOPES, 0, (SIDE, SIDE)), given="U")
    network.backward("E", ["X"], unless=lambda step: step.wrt != "X")
    return Blueprint(
        pools=network.pools,
        steps=tuple(network.steps),
        title=f"{'Maximum' if kind == 'maximum' else 'Average'} pooling",
        prose=_prose(kind, sides, stride),
        conventions={"pooling": kind, "kernel_size": SIDE, "stride": stride, "padding": 0},
        screen=Screen(reject=_ties(sides, stride) if kind == "maximum" else None),
    )


def _prose(kind: str, sides: int, stride: int) -> str:
    step = "one cell, so that windows overlap" if stride == 1 else "two cells, so that none overlap"
    return (
        rf"A window of \({SIDE} \times {SIDE}\) cells moves over the \({sides} \times {sides}\) "
        rf"input \(X\) in steps of {step}. Each cell of \(Y\) is {VALUES[kind]}. What arrives from "
        r"the loss is printed: \(\frac{\partial E}{\partial Y} = U\), cell by cell. Work out "
        r"\(Y\) and the gradient \(\frac{\partial E}{\partial X}\)."
    )


def _ties(sides: int, stride: int) -> Any:
    slide = windows((sides, sides), (SIDE, SIDE), stride, 0)

    def reject(values: Mapping[str, Value]) -> Flags:
        """Two values of one window that are equally large, or nearly so."""
        ordered = np.sort(slide.read(values["X"]), axis=-1)
        return np.asarray((ordered[..., -1] - ordered[..., -2] < CLEAR).any(-1))

    return reject


FAMILY = Family(
    name="pooling",
    version=1,
    order=25,
    title="Pooling",
    summary="Maximum or average over windows of a plane, and the way back.",
    cannot_reveal=(
        "There are no weights. Windows that do not overlap cannot show whether what comes back "
        "from several of them is added up, windows that move by one cell not whether the stride "
        "is kept; and each kind of pooling hides the mistakes of the other."
    ),
    parameters=(
        choice("kind", tuple(OPS), "maximum", "what becomes of a window"),
        flag("overlap", False, "windows move by one cell and overlap"),
    ),
    blueprint=blueprint,
    levels={
        "average": {"kind": "average"},
        "maximum": {},
        "overlapping averages": {"kind": "average", "overlap": True},
        "overlapping maxima": {"overlap": True},
    },
)
