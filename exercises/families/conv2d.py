"""A convolution over a plane, with a kernel of two by two weights."""

from collections.abc import Mapping
from typing import Any

from exercises.convolutions import Convolution, moves, parameters
from exercises.family import Blueprint, Family

SIDE = 2


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """A plane that is as large as the kernel needs to stand at two or three places each way."""
    stride, padding = moves(params)
    positions = 3 if padding else 2
    sides = (positions - 1) * stride + SIDE - 2 * padding
    return Convolution(
        op="conv2d",
        title="A convolution over a plane",
        names=("X", "W", "Y", "U"),
        input=(sides, sides),
        kernel=(SIDE, SIDE),
        output=(positions, positions),
        stride=stride,
        padding=padding,
    ).blueprint()


FAMILY = Family(
    name="conv2d",
    version=1,
    order=27,
    title="A convolution over a plane",
    summary="Two by two shared weights slide over a plane: the way back needs the kernel turned.",
    cannot_reveal=(
        "There is one channel and one kernel. A kernel that moves by one cell cannot show whether "
        "the stride is kept; one that moves by its own width reads no cell twice, so nothing about "
        "sums where positions overlap shows; without a frame of zeros nothing about the edge does."
    ),
    parameters=parameters(),
    blueprint=blueprint,
    levels={
        "no overlap": {"stride": 2},
        "step by step": {},
        "a frame of zeros": {"padding": 1},
    },
)
