"""`poai serve --public` has nothing to do with anybody's data: no store, no letters, no way in."""

import re
import shutil
from pathlib import Path

import pytest

from poai.web.page import Policy
from poai.web.routes import ROUTES
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.serving import fetch, serving
from tests.web.conftest import prepared

PAGES = ("/listings/harbour-library", "/organisations/exampleton-council", "/find?q=lunch", "/find?q=qqzz")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A data folder in which there is a catalogue and nothing else."""
    made = prepared(tmp_path / "made", POAI_DIRECTORY=str(DIRECTORY), POAI_CONTENT=str(CONTENT))
    (tmp_path / "copy").mkdir()
    shutil.copy(made.catalogue, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.mark.slow
def test_a_public_site_needs_a_catalogue_and_makes_no_store(catalogue: Path, tmp_path: Path) -> None:
    with serving(
        tmp_path / "log",
        more=("--public",),
        POAI_DATA=str(catalogue),
        POAI_DIRECTORY=str(DIRECTORY),
        POAI_CONTENT=str(CONTENT),
    ) as server:
        paths = [re.sub(r"\{\w+\}", "anything", entry.path) for entry in ROUTES]
        answers = {path: fetch(server.url + path)[0] for path in paths}
        home = fetch(f"{server.url}/")[1].decode()
        shown = [fetch(f"{server.url}{page}")[1].decode() for page in PAGES]
    anyone = {re.sub(r"\{\w+\}", "anything", e.path) for e in ROUTES if e.allow is Policy.PUBLIC}
    assert {path for path, status in answers.items() if status == 200} <= anyone
    assert {answers[path] for path in set(paths) - anyone} == {404}
    assert {"/", "/find", "/needs", "/health"} <= {path for path, status in answers.items() if status == 200}
    assert "/sign-in" not in home
    assert [link for link in ("/suggest", "/claim", "/tell-us") for page in shown if f'{link}"' in page] == []
    assert all("Exampleton" in page for page in shown)
    assert {path.name for path in catalogue.iterdir()} <= {"catalogue.db", "secret", ".catalogue.db.lock"}
