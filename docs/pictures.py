"""Takes the README's pictures again: `make pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.executable import find_browser
from tests.serving import serving

FOLDER = Path(__file__).parent
PICTURES = {
    "home.jpg": ("/", 1280, 900),
    "results.jpg": ("/find?q=lost+my+wife+and+the+house+is+so+quiet&where=CR0+6QD", 1280, 1000),
}


def main() -> None:
    """Serve the site from this checkout and photograph it."""
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser())
        for name, (path, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, locale="en-GB")
            page.goto(server.url + path)
            page.screenshot(path=FOLDER / name, type="jpeg", quality=72)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
