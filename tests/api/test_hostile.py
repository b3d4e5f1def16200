"""Whatever is sent, the answer is one of the described ones, and never our mistake."""

import json

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.api.caller import Caller

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None), max_size=20)
    | st.sampled_from(["E", "mlp", "", "0,5", "\0", "\ud800", 10**400, -(2**63)]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5) | st.sampled_from(["E", "family"]), inner, max_size=4)
    ),
    max_leaves=12,
)
HOSTILE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def path(ada: Caller) -> str:
    return f"/variants/{ada.draw()}/submissions"


@HOSTILE
@given(JSON)
def test_it_survives_any_json_as_body(ada: Caller, path: str, body: object) -> None:
    for where in ("/variants", path):
        assert ada.send(where, json.dumps(body)).status_code < 500


@HOSTILE
@given(JSON, JSON)
def test_it_survives_any_json_as_member(
    ada: Caller, path: str, first: object, second: object
) -> None:
    drawn = ada.send("/variants", json.dumps({"family": "mlp", "params": first, "seed": second}))
    handed_in = ada.send(path, json.dumps({"answers": first}))
    typed = ada.send(path, json.dumps({"answers": {"E": second}}))

    assert max(drawn.status_code, handed_in.status_code, typed.status_code) < 500


@HOSTILE
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf{}")
@example(b"\xff")
@example(b'{"answers": {"E": NaN}}')
@example(b'{"answers": {"E": -Infinity}}')
@example(b'{"answers": {}, "answers": {}}')
@example(b'{"answers": {"E": ' + b"9" * 5000 + b"}}")
def test_it_survives_any_bytes(ada: Caller, path: str, data: bytes) -> None:
    for where in ("/variants", path):
        assert 400 <= ada.send(where, data).status_code < 500


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"answers":[', '{"answers":{"E":['])
@pytest.mark.parametrize("levels", [9, 100, 5_000])
def test_it_refuses_deep_nesting(ada: Caller, path: str, opening: str, levels: int) -> None:
    closing = {"[": "]", "{": "}"}
    ends = "".join(closing[each] for each in reversed(opening) if each in closing)
    body = opening * levels + "1" + ends * levels

    assert ada.send(path, body).status_code in {413, 422}


def test_it_refuses_numbers_that_overflow(ada: Caller, path: str) -> None:
    assert 422 == ada.send(path, '{"answers": {"E": 1e999}}').status_code


def test_it_refuses_a_body_that_is_too_long(ada: Caller, path: str) -> None:
    assert 413 == ada.send(path, json.dumps({"answers": {"E": "1" * 70_000}})).status_code


def test_it_refuses_a_body_that_is_not_json(ada: Caller, path: str) -> None:
    assert 415 == ada.send(path, "{}", "text/plain").status_code


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "GET"])
def test_it_answers_405_as_json(app: Flask, method: str) -> None:
    answer = app.test_client().open("/api/v1/variants", method=method)

    assert (405, "method_not_allowed") == (answer.status_code, answer.json["error"]["code"])


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v2/families", "/api/"])
def test_it_answers_404_as_json(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)

    assert (404, "not_found") == (answer.status_code, answer.json["error"]["code"])
