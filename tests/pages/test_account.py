import re

from tests.pages.student import Student, text_of


def test_it_shows_a_new_token_once(alice: Student) -> None:
    made = alice.post("/account/tokens", {"name": "my notebook"}).get_data(as_text=True)
    token = re.search(r'value="(chr_[^"]+)"', made)

    assert token is not None
    again = alice.get("/account").get_data(as_text=True)
    assert "my notebook" in again
    assert token[1] not in again


def test_it_revokes_a_token(alice: Student) -> None:
    page = alice.post("/account/tokens", {"name": "old laptop"}).get_data(as_text=True)
    path = page.partition('action="/account/tokens/')[2].partition('"')[0]
    alice.post(f"/account/tokens/{path}")

    assert "old laptop" not in text_of(alice.get("/account"))


def test_it_wants_a_name_for_a_token(alice: Student) -> None:
    answer = alice.post("/account/tokens", {"name": ""})

    assert 422 == answer.status_code
    assert "Please give the token a name." in text_of(answer)
    assert "Revoke" not in text_of(alice.get("/account"))
