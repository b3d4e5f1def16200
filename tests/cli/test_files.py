"""Files that a command reads: refused in one line whatever is wrong with them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from server.cli.files import DEEPEST, LARGEST
from tests.cli.conftest import Ran

Run = Callable[..., Ran]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty."),
        (b" \n", "is empty."),
        (b"\xff\xfe\x00", "is not UTF-8 text."),
        (b"nonsense", "is not JSON: expecting value at line 1, column 1."),
        (b'{"a": 1,}', "is not JSON"),
        (b'{"a": NaN}', "is not JSON: NaN is not a number there."),
        (b'{"a": -Infinity}', "is not JSON: -Infinity is not a number there."),
        (b'{"a": 1e999}', "holds a number that is too large."),
        (b"1" * 5000, "holds a number with too many digits."),
        (b'{"a": 1, "b": 2, "a": 3}', "gives 'a' twice."),
        (b"[" * 100_000, "is nested too deeply."),
        (b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "is nested too deeply."),
        (b" " * (LARGEST + 1), "is larger than 4 MB."),
    ],
)
def test_it_refuses_a_file_in_one_line(
    run: Run, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "variant.json"
    path.write_bytes(content)

    ran = run("solve", path)

    assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n"))
    assert f"Error: {path} {sentence}"[:-1] in ran.err


def test_it_says_that_a_file_is_missing(run: Run) -> None:
    ran = run("solve", "missing.json")

    assert (2, "Error: missing.json cannot be read: No such file or directory.\n") == (
        ran.status,
        ran.err,
    )


def test_it_says_that_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    ran = run("solve", tmp_path)

    assert (2, f"Error: {tmp_path} cannot be read: Is a directory.\n") == (ran.status, ran.err)


def test_it_reads_standard_input(run: Run, handout: Path) -> None:
    assert (
        run("solve", handout, "--json").json
        == run("solve", "-", "--json", stdin=handout.read_text("utf-8")).json
    )


def test_it_reads_standard_input_once_only(run: Run, handout: Path) -> None:
    ran = run("mark", "-", "-", stdin=handout.read_text("utf-8"))

    assert (2, "Error: Standard input can be read once only.\n") == (ran.status, ran.err)


def test_it_reads_a_file_with_a_byte_order_mark(run: Run, handout: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.json"
    marked.write_text(handout.read_text("utf-8"), "utf-8-sig")

    assert 0 == run("solve", marked).status


@pytest.mark.parametrize("value", [None, 1, "text", [], {}, {"steps": []}, [[1]]])
def test_it_refuses_json_that_is_no_variant(run: Run, value: object) -> None:
    ran = run("solve", "-", stdin=json.dumps(value))

    assert (2, "", 1) == (ran.status, ran.out, ran.err.count("\n"))
