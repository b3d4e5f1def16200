"""A student who works on the lecture's handout in a browser."""

import itertools

from playwright.sync_api import Page

from exercises.drawing import draw
from exercises.solving import solve

TRUTH = {name: f"{number:g}" for name, number in solve(draw("handout", 0)).items()}
# The handout's own formula: 2 w3 x3 in place of 2 x3. What comes after it follows.
MISTAKE = TRUTH | {"dE/dw3": "1.0", "w3'": "0.15"}

_numbers = itertools.count(1)


def sign_up(page: Page) -> str:
    """Make an account; returns its e-mail address."""
    email = f"walker{next(_numbers)}@example.com"
    page.goto("/sign-up")
    page.get_by_label("Name").fill("Walker")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill("a long enough one")
    page.get_by_role("button", name="Sign up").click()
    return email


def begin(page: Page, family: str = "handout") -> None:
    """Sign up and open an exercise."""
    sign_up(page)
    page.goto(f"/practise/{family}")
    page.get_by_role("button", name="Practise").click()
    page.get_by_role("button", name="Check my values").wait_for()


def field(name: str) -> str:
    """The selector of a step's field."""
    escaped = name.replace("'", "\\'")
    return f"input[name='{escaped}']"


def fill(page: Page, answers: dict[str, str]) -> None:
    for name, text in answers.items():
        if page.locator(field(name)).count():
            page.locator(field(name)).fill(text)


def check(page: Page) -> None:
    """Press Check and wait for the marks.

    By key: on a busy machine a click can fall beside a bar that still moves with the page.
    """
    page.get_by_role("button", name="Check my values").press("Enter")
    page.locator(".result .counts b").first.wait_for()


def verdicts(page: Page) -> dict[str, str]:
    """Verdict of each marked step by the name of its field."""
    rows = page.locator(".row[class*='is-']")
    found = {}
    for row in rows.all():
        name = row.locator("input").first.get_attribute("name") or ""
        classes = (row.get_attribute("class") or "").split()
        found[name] = next(one for one in classes if one.startswith("is-"))[3:]
    return found
