"""Contrast of the colours in the style sheet: axe cannot measure text inside a drawing."""

import re
from pathlib import Path

import pytest

import server

STYLE = (Path(server.__file__).parent / "static" / "chainrule.css").read_text(encoding="utf-8")
PAIR = re.compile(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);")
COLOURS = {name: (light, dark) for name, light, dark in PAIR.findall(STYLE)}
TEXT_ON_GROUND = [
    *[(text, ground) for text in ("ink", "soft") for ground in ("paper", "card", "quiet-wash")],
    *[
        (tone, f"{tone}-wash")
        for tone in ("forward", "backward", "update", "right", "follows", "wrong")
    ],
    *[(tone, "card") for tone in ("forward", "backward", "update", "right", "follows", "wrong")],
    *[("ink", f"{state}-wash") for state in ("right", "follows", "wrong")],
    *[("soft", f"{state}-wash") for state in ("right", "follows", "wrong", "forward", "backward")],
]
LEAST = 4.5


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    shares = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_it_measures_black_on_white_as_21() -> None:
    assert 21 == pytest.approx(contrast("#000", "#ffffff"))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_it_can_be_read(text: str, ground: str, scheme: int) -> None:
    assert contrast(COLOURS[text][scheme], COLOURS[ground][scheme]) >= LEAST
