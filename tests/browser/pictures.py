"""Makes the pictures of the documentation again: `python -m tests.browser.pictures`.

A handout with the handout's own mistake, marked, 1280 pixels wide, in the light and in the dark.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.handout import MISTAKE, begin, check, fill
from tests.browser.launch import launch
from tests.servers.chromium import find_chromium
from tests.servers.databases import Databases
from tests.servers.stack import Stack

FOLDER = Path(__file__).parent.parent.parent / "docs" / "pictures"
NAMES = {"light": "exercise.png", "dark": "exercise-dark.png"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        databases = Databases(Path(folder))
        stack = Stack(Path(folder), databases.migrated("sqlite"), {})
        try:
            stack.start()
            take(stack.url)
        finally:
            stack.close()
            databases.close()


def take(url: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, launch(playwright, find_chromium()) as browser:
        for scheme, name in NAMES.items():
            page = browser.new_page(
                base_url=url, color_scheme=scheme, viewport={"width": 1280, "height": 1900}
            )
            begin(page)
            fill(page, MISTAKE | {"x3": "5/2", "dE/dx2": "-2/25", "w1'": ""})
            check(page)
            page.get_by_role("button", name="Tell me more about step 10").click()
            page.locator(".rung").wait_for()
            page.mouse.move(0, 0)
            page.evaluate("document.activeElement.blur()")
            page.locator("body").screenshot(path=FOLDER / name)


if __name__ == "__main__":
    main()
