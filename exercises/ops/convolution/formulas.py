"""LaTeX of a convolution: lines with real terms for one cell, sums over indices for the whole."""

from collections.abc import Iterable

from exercises.ops.windows import Windows, windows
from exercises.tex import Index, Token, plus, times
from exercises.values import cells

_OUTPUT, _KERNEL, _INPUT = "ij", "kl", "mn"


def cell(index: Index, x: Token, w: Token, b: Token | None = None, **attrs: int) -> str:
    """One cell of the result: a product for each cell of the kernel, and the bias."""
    links = _windows(x, w, attrs).under(index)
    terms = [times(w[link.kernel], x[link.input]) for link in links]
    return plus(terms if b is None else [*terms, b[()]])


def whole(x: Token, w: Token, b: Token | None = None, **attrs: int) -> str:
    """The result in symbols."""
    axes = len(x.shape)
    total = rf"\sum_{{{_letters(_KERNEL, axes)}}} {_at(w, _letters(_KERNEL, axes))} \, "
    total += _at(x, ",".join(_place(axis, attrs) for axis in range(axes)))
    product = rf"\left[ {total} \right]_{{{_letters(_OUTPUT, axes)}}}"
    return product if b is None else f"{product} + {b[()]}"


def kernel_cell(index: Index, g: Token, x: Token, w: Token, **attrs: int) -> str:
    """One weight: a product for each position."""
    links = _windows(x, w, attrs).through(index)
    return _sum(times(g[link.output], x[link.input]) for link in links)


def kernel_whole(g: Token, x: Token, w: Token, **attrs: int) -> str:
    """The gradient of the kernel in symbols."""
    axes = len(x.shape)
    total = rf"\sum_{{{_letters(_OUTPUT, axes)}}} {_at(g, _letters(_OUTPUT, axes))} \, "
    total += _at(x, ",".join(_place(axis, attrs) for axis in range(axes)))
    return rf"\left[ {total} \right]_{{{_letters(_KERNEL, axes)}}}"


def passed_back_cell(index: Index, g: Token, x: Token, w: Token, **attrs: int) -> str:
    """One cell of the input: a product for each position that reads it."""
    links = _windows(x, w, attrs).over(index)
    return _sum(times(g[link.output], w[link.kernel]) for link in links)


def passed_back_whole(g: Token, x: Token, w: Token, **attrs: int) -> str:
    """The gradient of the input in symbols."""
    axes = len(x.shape)
    meet = r",\, ".join(f"{_place(axis, attrs)} = {_INPUT[axis]}" for axis in range(axes))
    total = rf"\sum_{{{meet}}} {_at(g, _letters(_OUTPUT, axes))} \, "
    total += _at(w, _letters(_KERNEL, axes))
    return rf"\left[ {total} \right]_{{{_letters(_INPUT, axes)}}}"


def bias_cell(_index: Index, g: Token, **_attrs: int) -> str:
    """The sum over all positions."""
    return plus(g[place] for place in cells(g.shape))


def bias_whole(g: Token, **_attrs: int) -> str:
    """The gradient of the bias in symbols."""
    letters = _letters(_OUTPUT, len(g.shape))
    return rf"\sum_{{{letters}}} {_at(g, letters)}"


def _windows(x: Token, w: Token, attrs: dict[str, int]) -> Windows:
    return windows(x.shape, w.shape, attrs["stride"], attrs["padding"])


def _sum(terms: Iterable[str]) -> str:
    """A sum that may have no terms: a cell that no window reads."""
    return plus(list(terms) or ["0"])


def _letters(letters: str, axes: int) -> str:
    return ",".join(letters[:axes])


def _at(token: Token, place: str) -> str:
    """A cell named by letters."""
    name = token[()]
    return rf"\left({name}\right)_{{{place}}}" if "frac" in name else f"{{{name}}}_{{{place}}}"


def _place(axis: int, attrs: dict[str, int]) -> str:
    """The cell of the input under cell k of the window at position i, all counted from 1."""
    stride, back = attrs["stride"], attrs["stride"] + attrs["padding"]
    steps = _OUTPUT[axis] if stride == 1 else f"{stride}{_OUTPUT[axis]}"
    return f"{steps}+{_KERNEL[axis]}-{back}"
