"""Several processes over one data folder show the same, and what a further one publishes, without a restart."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.exampleton.files import CONTENT, DIRECTORY, edit
from tests.serving import Server, fetch, serving
from tests.source import ROOT

pytestmark = pytest.mark.slow

LIBRARY = "directory/north-end/harbour-library.toml"
FOOD = "content/needs/food.toml"
WITHIN = 60.0  # seconds, on a machine that may be busy: usually one or two


class Site:
    """Two server processes over one data folder and one copy of Exampleton."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._settings = {
            "POAI_DATA": str(folder / "data"),
            "POAI_DIRECTORY": str(folder / "directory"),
            "POAI_CONTENT": str(folder / "content"),
        }
        self.servers: list[Server] = [
            stack.enter_context(serving(folder / name, cwd=ROOT, **self._settings))
            for name in ("one", "other")
        ]

    def poai(self, *words: str) -> str:
        """What a command says, in a process of its own."""
        command = [sys.executable, "-m", "poai.cli", *words]
        env = os.environ | self._settings
        return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    def health(self) -> list[dict[str, Any]]:
        return [json.loads(fetch(f"{server.url}/health")[1]) for server in self.servers]

    def everywhere(self, so: Callable[[Server], bool]) -> None:
        """Waits until it is so in every process, and checks that they agree then."""
        give_up = time.monotonic() + WITHIN
        while not all(so(server) for server in self.servers):
            assert time.monotonic() < give_up, [server.log.read_text() for server in self.servers]
            time.sleep(0.1)
        one, other = self.health()
        assert one == other


def says(path: str, words: str) -> Callable[[Server], bool]:
    """Whether a page has these words."""

    def said(server: Server) -> bool:
        status, body = fetch(f"{server.url}{path}")
        assert status == 200
        return words in body.decode()

    return said


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    shutil.copytree(DIRECTORY, tmp_path / "directory")
    shutil.copytree(CONTENT, tmp_path / "content")
    with ExitStack() as stack:
        yield Site(tmp_path, stack)


def test_every_process_follows_what_another_publishes_and_what_is_written(site: Site) -> None:
    first, same = site.health()
    assert first == same
    assert first["doubts"] == []

    assert not says("/find?q=mend+kites", "Somebody mends kites")(site.servers[0])
    edit(site.folder / LIBRARY, "Books, computers and somebody to ask.", "Somebody mends kites here.")
    assert "The site shows it" in site.poai("import")
    site.everywhere(says("/listings/harbour-library", "Somebody mends kites here."))
    site.everywhere(says("/find?q=mend+kites", "Somebody mends kites"))
    published = site.health()[0]
    assert published["catalogue"] != first["catalogue"]
    assert published["snapshot"] != first["snapshot"]

    assert not says("/find?q=peckish", "Marsh lunch club")(site.servers[0])
    edit(site.folder / FOOD, '"hungry"', '"hungry", "peckish", 5')
    site.everywhere(lambda server: bool(json.loads(fetch(f"{server.url}/health")[1])["doubts"]))
    assert site.health()[0]["snapshot"] == published["snapshot"]
    assert says("/find?q=hungry", "Marsh lunch club")(site.servers[0])

    edit(site.folder / FOOD, '"peckish", 5', '"peckish"')
    site.everywhere(says("/find?q=peckish", "Marsh lunch club"))
    site.everywhere(lambda server: not json.loads(fetch(f"{server.url}/health")[1])["doubts"])
    written = site.health()[0]
    assert written["catalogue"] == published["catalogue"]
    assert written["snapshot"] != published["snapshot"]
    assert all(server.log.read_text().count("the words of before are shown") == 1 for server in site.servers)
