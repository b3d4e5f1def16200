"""``chainrule families``."""

from collections.abc import Callable

from exercises.catalogue import families
from tests.cli.conftest import Ran


def test_it_gives_the_whole_catalogue_as_json(run: Callable[..., Ran]) -> None:
    listed = run("families", "--json").json

    assert [family.name for family in families()] == [one["name"] for one in listed]
    assert {"name", "version", "title", "summary", "parameters", "cannot_reveal", "levels"} == set(
        listed[0]
    )


def test_it_gives_range_and_default_of_every_parameter(run: Callable[..., Ran]) -> None:
    [mlp] = [one for one in run("families", "--json").json if one["name"] == "mlp"]
    [layers] = [one for one in mlp["parameters"] if one["name"] == "layers"]

    assert [2, 2, 1] == layers["default"]
    assert "sizes" in layers["range"]


def test_it_prints_every_family_and_what_it_cannot_reveal(run: Callable[..., Ran]) -> None:
    out = run("families", COLUMNS="200").out

    for family in families():
        assert family.title in out
        assert " ".join(family.cannot_reveal.split()) in " ".join(out.split())
