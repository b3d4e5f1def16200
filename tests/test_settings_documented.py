"""docs/settings.md tells of every setting, and of nothing else."""

import dataclasses
import re
from pathlib import Path

import pytest

from server.settings import Settings, variable

PAGE = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (CHAINRULE_\w+)\n(.+?)(?=^#|\Z)", PAGE, re.MULTILINE | re.DOTALL))
SETTINGS = dataclasses.fields(Settings)


def test_it_has_a_heading_for_each_setting() -> None:
    assert [variable(setting) for setting in SETTINGS] == list(SECTIONS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_it_tells_the_default(setting: "dataclasses.Field[object]") -> None:
    required = setting.default is dataclasses.MISSING
    start = "Required. " if required else f"Default: `{setting.default}`. "

    assert SECTIONS[variable(setting)].startswith(start)


def test_it_tells_of_every_variable_that_the_tests_read() -> None:
    home = Path(__file__).parent
    files = [*home.glob("*.py"), *home.glob("servers/*.py"), *home.glob("../server/runtime/*.py")]
    read = {
        name
        for path in files
        for name in re.findall(r'environ[^"]+"(CHAINRULE_TEST_\w+)"', path.read_text("utf-8"))
    }

    assert read == set(re.findall(r"`(CHAINRULE_TEST_\w+)`", PAGE))
