import os
import stat
from pathlib import Path

import pytest

from server.runtime.errors import FolderInUse, RuntimeFailure
from server.runtime.folder import open_folder


def test_it_keeps_its_secret(tmp_path: Path) -> None:
    with open_folder(tmp_path / "data") as first:
        secret = first.secret()
    with open_folder(tmp_path / "data") as second:
        assert secret == second.secret()


def test_it_makes_every_installation_its_own_secret(tmp_path: Path) -> None:
    with open_folder(tmp_path / "one") as one, open_folder(tmp_path / "two") as two:
        assert one.secret() != two.secret()


def test_it_shows_its_files_to_nobody_else(tmp_path: Path) -> None:
    with open_folder(tmp_path / "data") as folder:
        folder.secret()

        assert 0o700 == stat.S_IMODE((tmp_path / "data").stat().st_mode)
        assert 0o600 == stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode)


def test_it_refuses_a_second_instance(tmp_path: Path) -> None:
    with open_folder(tmp_path), pytest.raises(FolderInUse, match="already runs on"):  # noqa: SIM117
        with open_folder(tmp_path):
            pass


def test_it_opens_again_after_it_was_closed(tmp_path: Path) -> None:
    with open_folder(tmp_path):
        pass
    with open_folder(tmp_path) as folder:
        assert folder.path == Path(os.path.realpath(tmp_path))


def test_it_says_why_a_folder_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(RuntimeFailure, match="Not a directory"), open_folder(tmp_path / "file/x"):
        pass
