"""Fixtures of the supervisor's tests."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for a socket, as pytest's own often is not."""
    with tempfile.TemporaryDirectory(prefix="chainrule-") as name:
        yield Path(name)
