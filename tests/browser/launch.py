"""How the installed browser is started for tests: without a screen, without talking to anybody."""

from pathlib import Path

from playwright.sync_api import Browser, Playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright, program: Path) -> Browser:
    return playwright.chromium.launch(executable_path=program, args=list(FLAGS))
