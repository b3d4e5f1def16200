"""Drawing by the API."""

import pytest

from tests.api.caller import Caller


def test_it_lists_the_families(ada: Caller) -> None:
    assert "mlp" in [family["name"] for family in ada.get("/families").json["families"]]


def test_it_draws_a_variant_and_tells_where_it_is(ada: Caller) -> None:
    made = ada.post("/variants", {"family": "mlp", "seed": 3})
    path = made.headers["Location"].partition("/api/v1")[2]

    assert (201, made.json) == (made.status_code, ada.get(path).json)


def test_it_draws_the_same_variant_from_the_same_seed(ada: Caller, bob: Caller) -> None:
    drawn = [who.post("/variants", {"family": "mlp", "seed": 3}).json for who in (ada, bob)]

    assert drawn[0]["variant"] == drawn[1]["variant"]
    assert drawn[0]["id"] != drawn[1]["id"]


def test_it_draws_a_fresh_variant_without_a_seed(ada: Caller) -> None:
    hashes = {ada.post("/variants", {"family": "mlp"}).json["variant"]["hash"] for _ in range(3)}

    assert 3 == len(hashes)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "family"),
        ({"family": 3}, "family"),
        ({"family": "no such family"}, "family"),
        ({"family": "mlp\0"}, "body"),
        ({"family": "mlp", "seed": -1}, "seed"),
        ({"family": "mlp", "seed": 2**53}, "seed"),
        ({"family": "mlp", "seed": 2**63}, "body"),
        ({"family": "mlp", "seed": True}, "seed"),
        ({"family": "mlp", "seed": "3"}, "seed"),
        ({"family": "mlp", "params": []}, "params"),
        ({"family": "mlp", "params": {"no such": 1}}, "params"),
        ({"family": "mlp", "colour": "red"}, "colour"),
        ([], "body"),
        ("mlp", "body"),
        (3, "body"),
    ],
)
def test_it_refuses_what_it_cannot_draw(ada: Caller, body: object, field: str) -> None:
    answer = ada.post("/variants", body)

    assert (422, field) == (answer.status_code, answer.json["error"]["field"])
