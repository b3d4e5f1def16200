"""The browser that the page tests drive."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_chromium() -> Path:
    """Return the program of Chromium or Chrome; ``CHAINRULE_TEST_CHROMIUM`` names another."""
    if given := os.environ.get("CHAINRULE_TEST_CHROMIUM"):
        return Path(given)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    raise RuntimeError(
        "No Chromium or Chrome is installed: install one (on Debian: apt-get install chromium), "
        "or set CHAINRULE_TEST_CHROMIUM to its program."
    )
