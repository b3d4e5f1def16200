"""A browser, and pages that remember what went wrong in them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.launch import launch
from tests.servers.stack import Stack

Open = Callable[..., Page]

VIOLATION = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = launch(playwright, chromium)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, stack: Stack) -> Iterator[Open]:
    """Open a page of the service; at the end, nothing may have been blocked or have failed."""
    wrong: list[str] = []
    contexts = []

    def make(width: int = 1280, **options: object) -> Page:
        options = {"base_url": stack.url, "viewport": {"width": width, "height": 900}} | options
        context = browser.new_context(**options)
        contexts.append(context)
        context.add_init_script(VIOLATION)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: _note(wrong, message.type, message.text))
        return page

    yield make
    for context in contexts:
        for page in context.pages:
            wrong += page.evaluate("window.violations ?? []")
        context.close()
    assert [] == wrong


def _note(wrong: list[str], kind: str, text: str) -> None:
    # A page of ours may answer 4xx on purpose, which the console calls a failed resource.
    if kind == "error" and not text.startswith("Failed to load resource"):
        wrong.append(text)
