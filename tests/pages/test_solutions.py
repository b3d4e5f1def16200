"""The worked solution: not before a check of one's own, and then with one's own numbers."""

import re
from collections.abc import Callable

from tests.pages.student import Student, text_of

ANSWERS = {"z2": "1.5", "x2": "1.5", "z3": "2.9"}


def test_it_is_not_shown_before_a_check(alice: Student) -> None:
    page = alice.start("handout")
    before = alice.get(f"{page}/solution")
    asked = alice.post(f"{page}/solution")

    assert (303, 409) == (before.status_code, asked.status_code)
    assert "Check your own values first" in text_of(asked)


def test_it_shows_every_step_and_what_follows_from_own_values(alice: Student) -> None:
    page = alice.start("handout")
    alice.post(page, {**ANSWERS})
    text = text_of(alice.post(f"{page}/solution", follow_redirects=True))

    assert "Every step worked out" in text
    assert "you should get" in text


def test_checks_after_it_do_not_count(alice: Student, mark_all: Callable[[], None]) -> None:
    page = alice.start("handout")
    alice.post(page, ANSWERS)
    mark_all()
    before = re.findall(r"[0-9.]+ of [0-9.]+", text_of(alice.get("/work")))
    alice.post(f"{page}/solution")
    alice.post(page, {**ANSWERS, "z3": "2.5", "x3": "2.5"})
    mark_all()
    after = re.findall(r"[0-9.]+ of [0-9.]+", text_of(alice.get("/work")))

    assert before
    assert before == after


def test_nobody_sees_the_solution_of_another_account(alice: Student, bob: Student) -> None:
    page = alice.start("handout")
    alice.post(page, {**ANSWERS})

    assert 403 == bob.post(f"{page}/solution").status_code
    assert 403 == bob.get(f"{page}/solution").status_code
