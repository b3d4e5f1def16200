"""LaTeX to MathML, on the server: no script, nothing that a strict content policy would block."""

import html
import re
from functools import lru_cache

from latex2mathml.converter import convert
from markupsafe import Markup, escape

INLINE = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
ENTITY = re.compile(r"&#x[0-9A-F]+;")
# Entities that must stay escaped in HTML text.
KEPT = {"&#x00026;": "&amp;", "&#x0003C;": "&lt;", "&#x0003E;": "&gt;"}
SIGN = re.compile(r"(<mo[^>]*>[^<)\]|]</mo>(?:<mspace[^>]*>)?)<mo>−</mo>")
NAME = re.compile(r"<mo>(∂|max|min|exp|ln|log|tanh)</mo>")
NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'


@lru_cache(maxsize=8192)
def math(latex: str, display: str = "inline") -> Markup:
    """One formula as a `<math>` element; LaTeX that cannot be read is shown as it stands."""
    try:
        text = convert(latex, display=display)
    except Exception:  # noqa: BLE001 - of no common kind, and a formula must not break a page
        return Markup("<code>{}</code>").format(latex)
    # HTML needs no namespace, and plain characters are shorter than entities.
    mended = _spaced(ENTITY.sub(_character, text.replace(NAMESPACE, "")))
    return Markup(mended)  # noqa: S704 - the converter escapes every character of a formula


def prose(text: str) -> Markup:
    r"""Plain text with LaTeX between \( and \), as HTML."""
    parts = INLINE.split(text)
    return Markup("").join(math(part) if i % 2 else escape(part) for i, part in enumerate(parts))


def _spaced(text: str) -> str:
    """Mends what is spaced as an operator but is none: a sign of a number, a partial d, max."""
    text = SIGN.sub(r'\1<mo form="prefix">−</mo>', text)
    return NAME.sub(r"<mi>\1</mi>", text)


def _character(entity: re.Match[str]) -> str:
    return KEPT.get(entity.group(), html.unescape(entity.group()))
