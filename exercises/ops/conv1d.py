"""``conv1d(x, w, b, stride, padding)``: a kernel that slides along a line."""

from exercises.ops.convolution import convolution

OP = convolution(
    "conv1d",
    axes=1,
    title="one-dimensional convolution",
    examples=(((6,), (3,), ()), ((5,), (2,)), ((3,), (3,), ())),
)
