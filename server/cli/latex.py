"""LaTeX of exercises as text for a terminal: the fraction of two partials is ∂E/∂w₃."""

import re
import unicodedata

_SIGNS = {
    "partial": "∂", "cdot": "·", "times": "×", "odot": "⊙", "sum": "Σ", "le": "≤", "ge": "≥",
    "leq": "≤", "geq": "≥", "neq": "≠", "ne": "≠", "infty": "∞", "alpha": "α", "beta": "β",
    "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η", "lambda": "λ", "mu": "μ", "sigma": "σ",
    "top": "T", "to": "→", "in": "∈", "quad": " ", "left": "", "right": "", "mathrm": "",
    "dots": "…", "text": "", "operatorname": "", "mathbf": "", "displaystyle": "",
}  # fmt: skip
_LOW = str.maketrans("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_HIGH = str.maketrans("0123456789+-=()niT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ")
_EMPTY_FENCE = re.compile(r"\\(?:left|right)\s*\.")
_ACCENT = re.compile(r"\\(bar|hat|tilde)\s*(?:\{(\\?\w+)\}|(\\?\w+))")
_ACCENTS = {"bar": "\u0304", "hat": "\u0302", "tilde": "\u0303"}
_BRACES = re.compile(r"\\[{}]")
_TABLE = re.compile(r"\\begin\{(\w+)\}(.*?)\\end\{\1\}", re.DOTALL)
_IF = re.compile(r"\s*&\s*(?=\\text\{if )")
_ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
_COMMAND = re.compile(r"\\partial\s*|\\([A-Za-z]+)|\\[,;:! ]")
_FRACTION = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
_SHORT_SCRIPT = re.compile(r"([_^])([^\s{}\\])")
_SCRIPT = re.compile(r"([_^])\{([^{}]*)\}")
_GROUP = re.compile(r"(?<!\})(?<!\\frac)(?<!\\sqrt)\{([^{}]*)\}(?!\{)")
_INLINE = re.compile(r"\\\((.*?)\\\)", re.DOTALL)
_DEEPEST = 8


def prose(text: str) -> str:
    """A text with inline LaTeX in the round brackets of LaTeX."""
    return printable(_INLINE.sub(lambda found: formula(found[1]), text))


def formula(latex: str) -> str:
    """One formula on one line."""
    text = _TABLE.sub(_in_a_row, _EMPTY_FENCE.sub("", _BRACES.sub("", latex)))
    text = _COMMAND.sub(_sign, _ACCENT.sub(_accented, text))
    text = _SHORT_SCRIPT.sub(_script, text)
    for _ in range(_DEEPEST):
        text = _SCRIPT.sub(_script, text)
        text = _FRACTION.sub(_fraction, text)
        text = _ROOT.sub(r"√(\1)", text)
        text = _GROUP.sub(r"\1", text)
    return printable(re.sub(r" +", " ", text).strip())


def printable(text: str) -> str:
    """The text without characters that could steer a terminal."""
    return "".join(char if char.isprintable() or char == "\n" else "?" for char in text)


def _in_a_row(found: re.Match[str]) -> str:
    """A table on one line: commas between its columns, semicolons between its rows."""
    rows = [_IF.sub(" ", row).replace("&", ",") for row in found[2].split(r"\\")]
    return "(" + "; ".join(re.sub(r"\s+,", ",", row.strip()) for row in rows) + ")"


def _accented(found: re.Match[str]) -> str:
    letter = _COMMAND.sub(_sign, found[2] or found[3])
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1]])


def _sign(found: re.Match[str]) -> str:
    name = found[1]
    if name in ("frac", "sqrt"):
        return found[0]
    if name is None:
        return "∂" if found[0].startswith(r"\partial") else " "
    return _SIGNS.get(name, name)


def _fraction(found: re.Match[str]) -> str:
    return "/".join(f"({part})" if " " in part.strip() else part for part in found.groups())


def _script(found: re.Match[str]) -> str:
    mark, letters = found.groups()
    table = _LOW if mark == "_" else _HIGH
    if all(char in ",' " or ord(char) in table for char in letters):
        return letters.translate(table)
    return f"{mark}({letters})" if len(letters) > 1 else mark + letters
