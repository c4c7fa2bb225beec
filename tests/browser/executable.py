"""Which browser the tests drive. As a program: prints it, or fails with one line."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The headless shell starts three times faster than the full browser's wrapper.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """A browser of this machine, else Playwright's own, else None."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


if __name__ == "__main__":
    print(find_browser() or sys.exit("no browser found"))
