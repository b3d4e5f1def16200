#!/usr/bin/env python3
"""Everything a fresh clone needs, with nothing but Python and pip installed.

python3 dev.py up [...]      install, then run Chainrule here; takes the options of `chainrule up`
python3 dev.py test [...]    install, check the code, run the tests; with options of pytest, only
                             what they ask for
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"

CHECKS = (
    ("ruff", "check", "--quiet"),
    ("ruff", "format", "--check", "--quiet"),
    ("mypy",),
    ("lint-imports", "--no-logo"),
)
# Two processes: each starts servers of its own, so more of them cost more than they bring.
# What is marked slow has a short form that runs instead.
WHOLE_SUITE = ("-n", "2", "--dist", "loadscope", "--cov", "-m", "not slow")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def main() -> None:
    """Do what the first argument says, and become the program that does the rest."""
    if sys.version_info < (3, 11):
        sys.exit("Chainrule needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info))
    os.chdir(HOME)
    command, options = "".join(sys.argv[1:2]), sys.argv[2:]
    if command == "up":
        install(extra="")
        become("chainrule", "up", *options)
    if command == "test":
        install(extra="[test]")
        ensure_browser()
        for check in CHECKS:
            run(VENV / "bin" / check[0], *check[1:])
        become("pytest", *(options or WHOLE_SUITE))
    sys.exit(__doc__)


def install(extra: str) -> None:
    """Bring the virtual environment up to date; return at once if it is."""
    found = STAMP.read_text() if STAMP.exists() else ""
    wanted = fingerprint() + extra
    if PYTHON.exists() and found.startswith(wanted):
        return
    print("Installing what Chainrule needs into .venv (about half a minute) ...", flush=True)
    make_environment()
    pip("install", "--quiet", "-c", "constraints.txt", "-e", "." + extra)
    STAMP.write_text(wanted)


def fingerprint() -> str:
    """Return a digest of what decides what is installed."""
    parts = [Path(name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"".join([*parts, os.fsencode(HOME)])).hexdigest()


def make_environment() -> None:
    """Make .venv, also where Debian's python3-venv package is missing."""
    if PYTHON.exists():
        return
    venv = (sys.executable, "-m", "venv", "--clear")
    if subprocess.run([*venv, VENV], stdout=subprocess.DEVNULL, check=False).returncode != 0:
        run(*venv, "--without-pip", VENV)


def pip(*arguments: str) -> None:
    """Run the environment's own pip, else this Python's pip on the environment."""
    for command in ((PYTHON, "-m", "pip"), (sys.executable, "-m", "pip", "--python", PYTHON)):
        if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode:
            continue
        run(*command, *arguments)
        return
    sys.exit("This Python has no pip. On Debian: apt-get install python3-pip python3-venv")


def ensure_browser() -> None:
    """Make sure of a Chromium for the page tests; on CI its absence is a failure."""
    if os.environ.get("CHAINRULE_TEST_CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        run("apt-get", "update", "--quiet", "--quiet")
        run("apt-get", "install", "--quiet", "--quiet", "--yes", "chromium")
        return
    lack = "The page tests need Chromium or Chrome: install it, or set CHAINRULE_TEST_CHROMIUM."
    if os.environ.get("CI") == "true":
        sys.exit(lack)
    print(lack, flush=True)


def run(*command: object) -> None:
    """Run a command; end with its status if it fails."""
    status = subprocess.run([str(part) for part in command], check=False).returncode
    if status != 0:
        sys.exit(status)


def become(program: str, *arguments: str) -> None:
    """Replace this process by a program of the environment."""
    path = str(VENV / "bin" / program)
    os.execv(path, [path, *arguments])


if __name__ == "__main__":
    main()
