"""``conv2d(x, w, b, stride, padding)``: a kernel that slides over a plane."""

from exercises.ops.convolution import convolution

OP = convolution(
    "conv2d",
    axes=2,
    title="two-dimensional convolution",
    examples=(((3, 3), (2, 2), ()), ((4, 3), (2, 3)), ((2, 2), (2, 2), ())),
)
