"""The whole way: an account, the handout, its own mistake, and the verdict by name."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.handout import MISTAKE, TRUTH, begin, check, field, fill, verdicts

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_it_names_the_handouts_mistake_at_its_step_only(open_page: Open, script: bool) -> None:
    page = open_page(java_script_enabled=script)
    begin(page)
    fill(page, MISTAKE)
    check(page)
    found = verdicts(page)

    assert "misconception" == found.pop("dE/dw3")
    assert "follows" == found.pop("w3'")
    assert {"correct"} == set(found.values())
    said = page.locator(".row.is-misconception .said")
    expect(said).to_contain_text("Not yet. This looks like")
    expect(page.locator(".result")).to_contain_text("Look first at step 10")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_it_leads_from_the_mistake_to_a_sheet_all_right(open_page: Open, script: bool) -> None:
    page = open_page(java_script_enabled=script)
    begin(page)
    fill(page, MISTAKE)
    check(page)
    page.get_by_role("button", name="Tell me more about step 10").click()
    expect(page.locator(".row.is-misconception .rung")).to_have_count(1)
    page.get_by_role("button", name="Tell me more about step 10").click()
    expect(page.locator(".row.is-misconception .rung")).to_have_count(2)
    fill(page, {name: TRUTH[name] for name in ("dE/dw3", "w3'")})
    check(page)
    expect(page.locator(".result")).to_contain_text("Everything is right.")
    page.get_by_role("link", name="My work").click()
    expect(page.get_by_role("row", name="The lecture handout")).to_contain_text("twice")


def test_it_says_how_a_value_is_read_and_mirrors_it_in_the_drawing(open_page: Open) -> None:
    page = open_page()
    begin(page)
    page.locator(field("z2")).fill("3/2")

    expect(page.locator(".field:has(> #f-1) .echo")).to_have_text("= 1.5")
    expect(page.locator(".fig-wide [data-step=z2] .fig-value")).to_have_text("3/2")
    expect(page.locator(".fig-wide [data-step=z2]")).to_contain_class("is-lit is-filled")


def test_it_works_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    begin(page)
    page.locator(field("z2")).focus()
    page.keyboard.type("1.5")
    page.keyboard.press("Enter")
    expect(page.locator(field("x2"))).to_be_focused()
    page.keyboard.type("1.5")
    page.keyboard.press("Control+Enter")
    page.locator(".result .counts b").first.wait_for()

    expect(page.locator(field("x2"))).to_be_focused()
    assert "correct" == verdicts(page)["x2"]


def test_it_takes_a_mark_away_as_soon_as_its_field_changes(open_page: Open) -> None:
    page = open_page()
    begin(page)
    fill(page, {"z2": "1.5", "x2": "1.5"})
    check(page)
    page.locator(field("z2")).fill("1.6")
    found = verdicts(page)

    assert "z2" not in found
    assert "correct" == found["x2"]
    expect(page.locator(".fig-wide [data-step=z2] .fig-mark")).to_have_count(0)


def test_it_leads_to_the_first_wrong_field(open_page: Open) -> None:
    page = open_page()
    begin(page)
    fill(page, MISTAKE)
    check(page)
    page.locator(".result").get_by_role("link", name="step 10").click()

    expect(page.locator(field("dE/dw3"))).to_be_focused()


def test_it_focuses_the_field_of_a_cell_in_the_drawing(open_page: Open) -> None:
    page = open_page()
    begin(page)
    page.locator(".fig-wide [data-step=E] text").click()

    expect(page.locator(field("E"))).to_be_focused()


def test_it_keeps_a_draft_when_the_page_is_left(open_page: Open) -> None:
    page = open_page()
    begin(page)
    address = page.url
    page.locator(field("z2")).fill("1.5")
    page.goto("/practise")
    page.goto(address)

    expect(page.locator(field("z2"))).to_have_value("1.5")


def test_it_keeps_what_was_typed_when_the_session_ends(open_page: Open) -> None:
    page = open_page()
    begin(page)
    page.locator(field("z2")).fill("1.5")
    page.locator(field("z2")).blur()
    # The answer to a draft on its way would bring the cookie back.
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("button", name="Check my values").click()
    page.wait_for_url("**/sign-in**")

    assert "/work/" in page.url  # where to go after signing in


def test_it_offers_typed_values_again_when_the_session_ends_without_script(
    open_page: Open,
) -> None:
    page = open_page(java_script_enabled=False)
    begin(page)
    page.locator(field("z2")).fill("1.5")
    page.context.clear_cookies()
    page.get_by_role("button", name="Check my values").click()

    expect(page.locator(field("z2"))).to_have_value("1.5")
    expect(page.get_by_role("button", name="Send my values again")).to_be_visible()
