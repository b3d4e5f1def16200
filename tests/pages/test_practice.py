import pytest

from exercises.catalogue import families
from tests.pages.student import Student, text_of


def test_it_shows_every_family(visitor: Student) -> None:
    page = text_of(visitor.get("/practise"))

    assert [] == [family.title for family in families() if family.title not in page]


@pytest.mark.parametrize("name", [family.name for family in families()])
def test_it_draws_and_shows_every_family(alice: Student, name: str) -> None:
    answer = alice.get(alice.start(name))

    assert 200 == answer.status_code
    assert "<code>" not in answer.get_data(as_text=True)  # a formula that could not be read


def test_it_draws_the_same_numbers_for_the_same_seed(alice: Student) -> None:
    pages = []
    for _ in range(2):
        answer = alice.post("/practise/chain", {"seed": "7"}, follow_redirects=True)
        pages.append(text_of(answer).partition("№")[2][:6])

    assert pages[0] == pages[1]


@pytest.mark.parametrize("seed", ["-1", "x", "1.5", "9" * 30, str(2**53)])
def test_it_says_what_a_seed_must_be(alice: Student, seed: str) -> None:
    before = text_of(alice.get("/work"))
    answer = alice.post("/practise/handout", {"seed": seed})

    assert 422 == answer.status_code
    assert "The seed must" in text_of(answer)
    assert before == text_of(alice.get("/work"))


def test_it_says_what_a_parameter_must_be(alice: Student) -> None:
    answer = alice.post("/practise/handout", {"set-sheet": "H9"})

    assert 422 == answer.status_code
    assert "sheet must be one of" in text_of(answer)


def test_it_draws_with_the_parameters_chosen(alice: Student) -> None:
    page = alice.get(alice.start("handout", sheet="H3"))

    assert "a dead path" in text_of(page)


@pytest.mark.parametrize("name", [family.name for family in families()])
def test_it_draws_every_level_by_its_button(alice: Student, name: str) -> None:
    family = next(family for family in families() if family.name == name)
    for level in family.levels:
        answer = alice.post(f"/practise/{name}", {"level": level}, follow_redirects=True)

        assert 200 == answer.status_code, level


def test_it_draws_a_network_described_in_yaml(alice: Student) -> None:
    text = "title: Mine\ninputs: 1\nlayers:\n  - {units: 1, activation: tanh}\nask: [forward]"
    page = alice.get(alice.start("network", network=text))

    assert "Mine" in text_of(page)


def test_it_says_what_is_wrong_with_a_description(alice: Student) -> None:
    answer = alice.post("/practise/network", {"set-network": "inputs: [2"})

    assert 422 == answer.status_code
    assert "network is not YAML" in text_of(answer)
    assert "inputs: [2" in answer.get_data(as_text=True)
