"""dev.py: the first thing a newcomer runs, on whatever Python there is."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dev

FILE = Path(dev.__file__)


def test_it_says_how_it_is_used() -> None:
    done = subprocess.run([sys.executable, FILE], capture_output=True, text=True, check=False)

    assert 1 == done.returncode
    assert "python3 dev.py up" in done.stderr
    assert "python3 dev.py test" in done.stderr


def test_it_tells_an_old_python_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))

    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is 3\.10\."):
        dev.main()


def test_it_can_be_read_by_an_old_python() -> None:
    assert ast.parse(FILE.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_it_installs_nothing_when_nothing_has_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(FILE.parent)
    monkeypatch.setattr(dev, "STAMP", tmp_path / "installed")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "pip", lambda *_: pytest.fail("It installs again."))
    (tmp_path / "installed").write_text(dev.fingerprint() + "[test]", encoding="ascii")

    dev.install(extra="[test]")
    dev.install(extra="")


def test_it_installs_what_only_the_tests_need(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[tuple[str, ...]] = []
    monkeypatch.chdir(FILE.parent)
    monkeypatch.setattr(dev, "STAMP", tmp_path / "installed")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "pip", lambda *arguments: calls.append(arguments))
    (tmp_path / "installed").write_text(dev.fingerprint(), encoding="ascii")

    dev.install(extra="[test]")

    assert [("install", "--quiet", "-c", "constraints.txt", "-e", ".[test]")] == calls


def test_it_fails_on_ci_without_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAINRULE_TEST_CHROMIUM", raising=False)
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr("shutil.which", lambda _: None)

    with pytest.raises(SystemExit, match="need Chromium or Chrome"):
        dev.ensure_browser()
