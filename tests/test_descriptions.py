"""Nested parameters typed as YAML."""

import pytest

from exercises.catalogue import family
from exercises.errors import BadParameter
from server.descriptions import as_yaml, read_yaml, with_descriptions


def test_it_reads_what_it_writes() -> None:
    default = family("network").parameters[0].default

    assert default == read_yaml("network", as_yaml(default))


def test_it_reads_only_texts_of_nested_parameters() -> None:
    assert {"layers": "2,2,1"} == with_descriptions("mlp", {"layers": "2,2,1"})
    assert {"network": {"inputs": 2}} == with_descriptions("network", {"network": "inputs: 2"})
    assert {"network": {"a": 1}} == with_descriptions("network", {"network": {"a": 1}})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: [1", "is not YAML"),
        ("a: 1\na: 2", "'a' is given twice"),
        ("a: &x [1]\nb: [*x, *x]", "references"),
        ("a: !!python/object:os.system 1", "is not YAML"),
        ("[" * 5000, "is not YAML"),
        ("a" * 10_001, "at most 10000 characters"),
    ],
)
def test_it_refuses_what_is_not_plain_yaml(text: str, sentence: str) -> None:
    with pytest.raises(BadParameter, match=sentence):
        read_yaml("network", text)
