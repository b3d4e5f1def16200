"""The exercise page without JavaScript: the handout with the handout's own mistake."""

import re
from collections.abc import Callable

import pytest

from exercises.drawing import draw
from exercises.solving import solve
from tests.pages.student import Student, text_of

TRUTH = {name: f"{number:g}" for name, number in solve(draw("handout", 0)).items()}
# The handout's formula 2 w3 x3 in place of 2 x3; the step after it then follows.
MISTAKE = TRUTH | {"dE/dw3": "1.0", "w3'": "0.15"}


def row(page: str, name: str) -> str:
    """The HTML of one step."""
    rows = re.findall(r'<li class="row.*?</li>', page, re.DOTALL)
    return next(one for one in rows if f'name="{name}"' in one)


def marks(page: str) -> dict[str, str]:
    """Verdict of each row that has one, by the name of its field."""
    found = re.findall(r'<li class="row is-(\w+).*?name="([^"]+)"', page, re.DOTALL)
    return {name.replace("&#39;", "'"): verdict for verdict, name in found}


@pytest.fixture
def checked(alice: Student, mark_all: Callable[[], None]) -> str:
    """The page after the sheet with the mistake was checked."""
    work = alice.start()
    alice.post(work, MISTAKE)
    mark_all()
    return alice.get(work).get_data(as_text=True)


def test_it_blames_the_mistake_and_nothing_else(checked: str) -> None:
    found = marks(checked)

    assert "misconception" == found.pop("dE/dw3")
    assert "follows" == found.pop("w3'")
    assert {"correct"} == set(found.values())
    assert 18 == len(found)


def test_it_says_where_to_look_first_and_that_the_rest_follows(
    alice: Student, checked: str
) -> None:
    assert "Look first at" in checked
    assert "What follows from it follows" in checked
    assert re.search(r'<a href="#f-10" data-focus>step 10', checked)


def test_it_names_the_misconception_beside_the_field(checked: str) -> None:
    said = row(checked, "dE/dw3")

    assert "Not yet" in said
    assert 'aria-invalid="true"' in said
    assert "Tell me more" in said or "Hint" in said


def test_it_says_that_values_are_being_marked_and_refreshes_itself(alice: Student) -> None:
    work = alice.start()
    page = alice.post(work, MISTAKE, follow_redirects=True).get_data(as_text=True)

    assert "Your values are being marked." in page
    assert f'<noscript><meta http-equiv="refresh" content="2; url={work}"></noscript>' in page
    assert {"status": "pending"} == alice.get(f"{work}/state").get_json()


def test_it_tells_the_script_when_they_are_marked(
    alice: Student, mark_all: Callable[[], None]
) -> None:
    work = alice.start()
    assert {"status": "none"} == alice.get(f"{work}/state").get_json()
    alice.post(work, MISTAKE)
    mark_all()

    assert {"status": "marked"} == alice.get(f"{work}/state").get_json()


def test_it_recognises_the_same_values(alice: Student, mark_all: Callable[[], None]) -> None:
    work = alice.start()
    alice.post(work, MISTAKE)
    mark_all()
    again = text_of(alice.post(work, MISTAKE, follow_redirects=True))

    assert "You have checked exactly these values before" in again
    assert "Checked once" in again


def test_it_shows_an_earlier_check_again(alice: Student, mark_all: Callable[[], None]) -> None:
    work = alice.start()
    alice.post(work, MISTAKE)
    alice.post(work, TRUTH)
    mark_all()
    back = alice.post(work, MISTAKE)

    assert back.headers["Location"].startswith("/checks/")
    page = alice.get(back.headers["Location"]).get_data(as_text=True)
    assert "misconception" == marks(page)["dE/dw3"]
    assert "misconception" not in marks(alice.get(work).get_data(as_text=True)).values()


def test_it_praises_a_sheet_that_is_all_right(alice: Student, mark_all: Callable[[], None]) -> None:
    work = alice.start()
    alice.post(work, TRUTH)
    mark_all()
    page = text_of(alice.get(work))

    assert "20 of 20 correct" in page
    assert "Everything is right." in page


def test_it_keeps_other_marks_when_one_value_cannot_be_read(
    alice: Student, mark_all: Callable[[], None]
) -> None:
    work = alice.start()
    alice.post(work, {"z2": "1,5", "x2": "x", "z3": "5/2"})
    mark_all()
    page = alice.get(work).get_data(as_text=True)

    assert {"z2": "correct", "x2": "unreadable", "z3": "correct"}.items() <= marks(page).items()
    assert "= 2.5" in row(page, "z3")
    assert "blank" == marks(page)["E"]


def test_it_takes_a_mark_off_a_value_that_has_changed(
    alice: Student, mark_all: Callable[[], None]
) -> None:
    work = alice.start()
    alice.post(work, MISTAKE)
    mark_all()
    assert 204 == alice.post(f"{work}/draft", MISTAKE | {"z2": "1.6"}).status_code
    found = marks(alice.get(work).get_data(as_text=True))

    assert "z2" not in found
    assert "correct" == found["x2"]


def test_it_keeps_a_draft(alice: Student) -> None:
    work = alice.start()
    alice.post(f"{work}/draft", {"z2": "<b>1.5"})
    page = alice.get(work).get_data(as_text=True)

    assert 'value="&lt;b&gt;1.5"' in row(page, "z2")
    assert "Draft saved" in page


def test_it_opens_a_hint_and_keeps_what_was_typed(alice: Student) -> None:
    work = alice.start()
    answer = alice.post(f"{work}/hint", {"z2": "1.5", "hint": "2.1"})
    page = alice.get(answer.headers["Location"]).get_data(as_text=True)

    assert answer.headers["Location"].endswith("?hint=2.1#step-2")
    assert 1 == row(page, "x2").count('class="rung"')
    assert 'value="2.2"' in row(page, "x2")
    assert 'value="1.5"' in row(page, "z2")


def test_it_sends_the_script_only_the_rungs(alice: Student) -> None:
    work = alice.start()
    fields = {"z2": "1.5", "hint": "2.3"}
    fragment = alice.post(f"{work}/hint", fields, headers={"X-Fragment": "ladder"})
    text = fragment.get_data(as_text=True)

    assert 3 == text.count('class="rung"')
    assert "Tell me more" not in text
    assert "<html" not in text


@pytest.mark.parametrize("hint", ["x", "1.4", "1.0", ".1", "1", "١.1", "-1.1"])
def test_it_knows_no_other_hints(alice: Student, hint: str) -> None:
    work = alice.start()
    answer = alice.post(f"{work}/hint", {"hint": hint})

    assert 422 == answer.status_code
    assert "There is no such hint." in text_of(answer)


def test_it_sends_no_true_value_before_it_is_asked(alice: Student) -> None:
    work = alice.start()
    page = alice.get(work).get_data(as_text=True)

    assert "0.104" not in page  # w1 after the step: nothing given is written so


def test_it_draws_another_variant_of_the_same_kind(alice: Student) -> None:
    work = alice.start("chain", units="2")
    fresh = alice.post(f"{work}/another", {"do": "another", "z2": "7"}).headers["Location"]

    assert work != fresh
    assert "A chain of two neurons" in text_of(alice.get(fresh))
    assert 'value="7"' in alice.get(work).get_data(as_text=True)


def test_it_goes_on_to_the_next_sheet_where_the_numbers_are_fixed(alice: Student) -> None:
    work = alice.start("handout")
    fresh = alice.post(f"{work}/another").headers["Location"]

    assert "Three neurons once more, with other numbers" in text_of(alice.get(fresh))


def test_it_lists_my_work_with_its_score(alice: Student, mark_all: Callable[[], None]) -> None:
    first = alice.start()
    alice.post(first, TRUTH)
    mark_all()
    alice.start("neuron")
    page = text_of(alice.get("/work"))

    assert "The lecture handout" in page
    assert "begun" in page
    assert re.search(r"([\d.]+) of \1", page)


def test_it_refuses_what_cannot_be_stored_and_stores_nothing(alice: Student) -> None:
    work = alice.start()
    long = alice.post(work, {"z2": "1" * 101})
    nul = alice.post(work, {"z2": "1\0"})

    assert 422 == long.status_code == nul.status_code
    assert "This is longer than 100 characters." in text_of(long)
    assert "This holds a character that cannot be stored." in text_of(nul)
    assert "Checked not yet" in text_of(alice.get(work))


def test_it_refuses_more_than_an_exercise_can_hold(alice: Student) -> None:
    work = alice.start()
    answer = alice.post(work, {"z2": "1" * 100_000})

    assert 413 == answer.status_code
    assert "Too much" in text_of(answer)


def test_it_refuses_a_form_without_its_token(alice: Student) -> None:
    work = alice.start()
    alice.token = ""
    answer = alice.post(work, TRUTH)

    assert 400 == answer.status_code
    assert "Your values are still here." in text_of(answer)
    assert 'name="z2" value="1.5"' in answer.get_data(as_text=True)
    assert "Checked not yet" in text_of(alice.get(work))
