import re

import pytest

from exercises.catalogue import families
from tests.pages.student import Student

OUTSIDE = re.compile(r"(?:href|src|action|content)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE)
INLINE = re.compile(r"<[^>]*\s(?:style|on[a-z]+)\s*=|<style|<script(?![^>]*\ssrc=)", re.IGNORECASE)
PAGES = [
    "/",
    "/practise",
    "/practise/handout",
    "/sign-in",
    "/sign-up",
    "/work",
    "/account",
    "/nowhere",
]


@pytest.mark.parametrize("path", PAGES)
def test_it_sends_no_inline_style_or_script_and_nothing_from_elsewhere(
    alice: Student, path: str
) -> None:
    page = alice.get(path).get_data(as_text=True)

    assert [] == INLINE.findall(page)
    assert [] == OUTSIDE.findall(page)


@pytest.mark.parametrize("name", [family.name for family in families()])
def test_it_draws_every_family_without_inline_style(alice: Student, name: str) -> None:
    page = alice.get(alice.start(name)).get_data(as_text=True)

    assert [] == INLINE.findall(page)
    assert [] == OUTSIDE.findall(page)
