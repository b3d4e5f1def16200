"""What a screen reader, a small screen and tired eyes need, on every page."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from exercises.catalogue import families
from tests.browser.conftest import Open
from tests.browser.handout import MISTAKE, begin, check, fill, sign_up

pytestmark = pytest.mark.browser

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PUBLIC = ["/", "/practise", "/practise/handout", "/sign-in", "/sign-up", "/nowhere"]
OWN = ["/work", "/account"]


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_violation_on_any_plain_page(open_page: Open, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    for path in PUBLIC:
        page.goto(path)
        assert (path, []) == (path, violations(page))
    sign_up(page)
    for path in OWN:
        page.goto(path)
        assert (path, []) == (path, violations(page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_it_has_no_violation_on_an_exercise(open_page: Open, scheme: str, width: int) -> None:
    page = open_page(width, color_scheme=scheme)
    begin(page)
    assert [] == violations(page)
    fill(page, MISTAKE | {"z3": "x", "dE/dx1": ""})
    check(page)
    page.get_by_role("button", name="Tell me more about step 10").click()
    page.locator(".rung").wait_for()
    assert [] == violations(page)


@pytest.mark.parametrize("name", [family.name for family in families()])
def test_it_fits_every_family_on_a_small_phone(open_page: Open, name: str) -> None:
    page = open_page(320)
    begin(page, name)

    assert 320 == page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("prepare", [lambda page: page.goto("/"), sign_up])
def test_it_fits_every_plain_page_on_a_small_phone(
    open_page: Open, prepare: Callable[[Page], object]
) -> None:
    page = open_page(320)
    prepare(page)
    for path in [*PUBLIC, *OWN]:
        page.goto(path)
        assert (path, 320) == (path, page.evaluate("document.documentElement.scrollWidth"))


def test_it_names_every_field_in_words(open_page: Open) -> None:
    page = open_page()
    begin(page)
    page.get_by_role("textbox", name="Step 10: d E by d w 3, gradient of weight 3").wait_for()
    without = page.locator("input[data-step]:not([aria-label^='Step '])").count()

    assert 0 == without


def test_it_says_the_result_politely(open_page: Open) -> None:
    page = open_page()
    begin(page)
    fill(page, MISTAKE)
    check(page)
    spoken = page.locator("#spoken")

    assert "status" == spoken.get_attribute("role")
    assert "18 of 20 correct" in (spoken.text_content() or "")
