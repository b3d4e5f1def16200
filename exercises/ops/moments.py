"""What the running averages of gradients share."""

from exercises.errors import BadVariant
from exercises.values import Shape


def moment_shape(moment: Shape, g: Shape, beta: Shape) -> Shape:
    """That of the gradient, which the average has too; the weight beta is a scalar."""
    if moment != g or beta != ():
        raise BadVariant(f"An average {moment}, a gradient {g} and a weight {beta} do not fit.")
    return g
