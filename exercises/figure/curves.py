"""The little curve of each activation. An op that is not here is drawn with its name."""

CURVES = {
    "relu": "M-11 8H0L10 -8",
    "leaky_relu": "M-11 11L0 7L10 -9",
    "sigmoid": "M-12 8C-2 8 2 -8 12 -8",
    "tanh": "M-12 8C-1 8 1 -8 12 -8",
    "identity": "M-10 8L10 -8",
    "softplus": "M-12 8C-3 8 1 4 10 -8",
    "elu": "M-12 10C-6 10 -3 8 0 4L10 -8",
    "abs": "M-10 -7L0 7L10 -7",
    "square": "M-10 -8C-6 13 6 13 10 -8",
    "step": "M-11 7H0V-7H11",
}
"""Path data around (0, 0), within 24 x 20, in a frame whose y points down."""
AXES = {"tanh": "M-13 0H13"}
"""A thin line for the curves that are told from others by where zero is."""

SIGNS = {
    "add": "+",
    "sub": "−",
    "mul": "×",
    "dot": "·",
    "div": "÷",
    "sum": "Σ",
    "mean": "mean",
    "maximum": "max",
    "reciprocal": "1/x",
    "exp": "eˣ",
    "log": "ln",
    "sqrt": "√",
    "square": "x²",
    "pow": "xⁿ",
    "neg": "−x",
    "softmax": "softmax",
    "conv1d": "conv",
    "conv2d": "conv",
    "max_pool2d": "max pool",
    "avg_pool2d": "mean pool",
    "dropout": "dropout",
    "matrix_shape": "rows, columns",
    "row_shape": "one row",
    "linear_shape": "XWᵀ+b",
    "squared_error": "(y−t)²",
    "half_squared_error": "½(y−t)²",
    "mse_loss": "mean (y−t)²",
    "l1_loss": "mean |y−t|",
    "huber_loss": "Huber",
    "l2_penalty": "λΣw²",
    "binary_cross_entropy": "cross-entropy",
    "categorical_cross_entropy": "−Σ t ln p",
    "sgd": "w − η g",
    "momentum": "β v + g",
    "exp_avg": "β m + (1−β) g",
    "exp_avg_sq": "β v + (1−β) g²",
    "bias_correction": "m / (1−βᵗ)",
    "adam": "w − η m̂ / √v̂",
}
"""Short signs of ops for a box; an op that is not here shows its name."""


def sign(op: str) -> str:
    """What stands in the box of an op."""
    return SIGNS.get(op, op.replace("_", " "))
