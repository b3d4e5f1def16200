"""When the grader takes its time: nothing is lost, and the marks come by themselves."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.handout import TRUTH, begin, fill
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_it_shows_the_marks_as_soon_as_the_grader_is_back(
    open_page: Open, start_stack: Callable[..., Stack], script: bool
) -> None:
    stack = start_stack()
    page = open_page(base_url=stack.url, java_script_enabled=script)
    begin(page)
    stack.kill("worker")
    fill(page, TRUTH)
    page.get_by_role("button", name="Check my values").click()
    expect(page.locator(".result")).to_contain_text("Your values are being marked.")
    stack.start("worker")

    expect(page.locator(".result")).to_contain_text("Everything is right.", timeout=30_000)


def test_it_keeps_what_is_typed_while_the_grader_works(
    open_page: Open, start_stack: Callable[..., Stack]
) -> None:
    stack = start_stack()
    page = open_page(base_url=stack.url)
    begin(page)
    stack.kill("worker")
    fill(page, TRUTH)
    page.get_by_role("button", name="Check my values").click()
    expect(page.locator(".result")).to_contain_text("Your values are being marked.")
    page.locator("#f-1").fill("1.6")
    stack.start("worker")
    expect(page.locator(".result .counts b").first).to_be_visible(timeout=30_000)

    expect(page.locator("#f-1")).to_have_value("1.6")
    expect(page.locator("#step-1 .said")).to_have_count(0)
    expect(page.locator("#step-2 .said")).to_contain_text("Correct")
