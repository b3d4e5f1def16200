"""How a command fails: one line on standard error, and a status that tells the kind."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from server.cli import program
from server.cli.failures import guarded
from tests.cli.conftest import Ran

Run = Callable[..., Ran]
PROGRAM = [sys.executable, "-c", "from server.cli import main; main()"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["draw"], "Missing argument 'FAMILY'"),
        (["draw", "nonsense"], "There is no family called 'nonsense'"),
        (["draw", "mlp", "--seed", "x"], "'x' is not a valid integer"),
        (["draw", "mlp", "--seed", "-1"], "The seed must be a whole number"),
        (["draw", "mlp", "--seed", str(2**63)], "The seed must be a whole number"),
        (["draw", "mlp", "--seed", "1" * 5000], "is not a valid integer"),
        (["draw", "mlp", "--set", "layers"], "--set takes KEY=VALUE, not 'layers'"),
        (["draw", "mlp", "--set", "=3"], "--set takes KEY=VALUE, not '=3'"),
        (["draw", "mlp", "--set", "depth=3"], "mlp has no parameter 'depth'"),
        (["draw", "mlp", "--set", "layers=0"], "layers must be"),
        (
            ["draw", "mlp", "--set", "layers=2,1", "--set", "layers=1,1"],
            "--set gives a parameter twice",
        ),
        (["draw", "mlp", "--colour"], "No such option"),
        (["solve"], "Missing argument 'VARIANT.json'"),
        (["simulate"], "Missing argument 'VARIANT.json'"),
        (["bench", "--seconds", "0"], "0 is not in the range"),
        (["bench", "--only", "nonsense"], "is not one of"),
        (["user", "add"], "Missing argument 'EMAIL'"),
        (["db", "nonsense"], "No such command 'nonsense'"),
    ],
)
def test_it_refuses_bad_input_in_one_line(run: Run, args: list[str], words: str) -> None:
    ran = run(*args)

    assert (2, "") == (ran.status, ran.out)
    assert ran.err.startswith("Error: ")
    assert words in ran.err
    assert ran.err.index("\n") == len(ran.err) - 1


def test_it_says_an_unforeseen_failure_in_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("two\nlines \x1b[31m")

    monkeypatch.setitem(program.main.commands, "draw", click.Command("draw", callback=fail))

    assert Ran(1, "", "Error: RuntimeError: two lines ?[31m\n") == run("draw")


def test_it_says_that_it_was_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    def stop() -> None:
        raise click.Abort

    assert 1 == guarded(stop)
    assert "Error: Stopped.\n" == capsys.readouterr().err


@pytest.mark.parametrize("args", [[], ["--help"], ["-h"], ["db"], ["user"], ["draw", "--help"]])
def test_it_helps(run: Run, args: list[str]) -> None:
    ran = run(*args)

    assert (0, "") == (ran.status, ran.err)
    assert ran.out.startswith("Usage: ")


def test_it_tells_its_version(run: Run) -> None:
    assert run("--version").out.startswith("chainrule ")


def test_it_ends_quietly_when_nobody_reads_on() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [*PROGRAM, "draw", "handout", "--json"]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert b"" == ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_it_fails_when_its_output_cannot_be_written() -> None:
    with Path("/dev/full").open("w") as full:
        command = [*PROGRAM, "draw", "handout", "--json"]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)

    assert 1 == ran.returncode
    assert 1 == ran.stderr.count(b"\n")


def test_it_prints_in_a_terminal_that_knows_ascii_alone() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [*PROGRAM, "draw", "handout"]
    ran = subprocess.run(command, env=environment, capture_output=True, check=True)

    assert ran.stdout.isascii()


def test_it_draws_without_loading_the_server() -> None:
    code = (
        "import sys, server.cli.program as program\n"
        "try: program.main(['draw', 'handout', '--json'])\n"
        "except SystemExit: pass\n"
        "print({'flask', 'celery', 'sqlalchemy', 'rich'} & set(sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert b"set()\n" == ran.stderr
