"""A convolution along a line, with a kernel of three weights."""

from collections.abc import Mapping
from typing import Any

from exercises.convolutions import Convolution, moves, parameters
from exercises.family import Blueprint, Family

KERNEL = 3


def blueprint(params: Mapping[str, Any]) -> Blueprint:
    """A line that is as long as the kernel needs to stand at three or four places."""
    stride, padding = moves(params)
    positions = 4 if stride == 1 else 3
    length = (positions - 1) * stride + KERNEL - 2 * padding
    return Convolution(
        op="conv1d",
        title="A convolution along a line",
        names=("x", "w", "y", "u"),
        input=(length,),
        kernel=(KERNEL,),
        output=(positions,),
        stride=stride,
        padding=padding,
    ).blueprint()


FAMILY = Family(
    name="conv1d",
    version=1,
    order=26,
    title="A convolution along a line",
    summary="Three shared weights slide along a line: every gradient is a sum over positions.",
    cannot_reveal=(
        "There is one channel and one kernel. A kernel that moves by one cell cannot show whether "
        "the stride is kept, and without a frame of zeros nothing about the edge shows."
    ),
    parameters=parameters(),
    blueprint=blueprint,
    levels={
        "step by step": {},
        "a frame of zeros": {"padding": 1},
        "in steps of two": {"stride": 2},
    },
)
