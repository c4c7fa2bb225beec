"""The open data over HTTP: readable from anywhere, kept by caches, and clear about what goes wrong."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from poai.app import create_app
from poai.settings import Settings
from poai.web import oruk
from poai.web.page import Policy
from poai.web.routes import ROUTES
from tests.actions.open_data_site import ORIGIN, catalogue_of
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.interchange.invented import SECRET, listings
from tests.interchange.oruk_checks import wrong
from tests.web.conftest import client

FILES = ("directory.ndjson", "directory.csv", "directory.csv-metadata.json", "catalogue.db")
CALENDARS = (
    "/listings/listing-0001/calendar.ics",
    "/areas/south-end/calendar.ics",
    "/list/calendar.ics?show=listing-0001",
)
OPEN = ("/oruk", "/oruk/services", "/oruk/openapi.json", *(f"/data/{name}" for name in FILES), *CALENDARS[:2])


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A public site over seven listings: a catalogue, and no store."""
    data = tmp_path_factory.mktemp("public")
    catalogue_of(data / "catalogue.db", listings(7))
    site = {"POAI_DATA": str(data), "POAI_URL": ORIGIN, "POAI_SECRET": "s" * 40, "POAI_PSEUDO": "1"}
    files = {"POAI_DIRECTORY": str(DIRECTORY), "POAI_CONTENT": str(CONTENT)}
    return client(create_app(Settings.read({**site, **files}), public=True))


@pytest.mark.parametrize("path", OPEN)
def test_open_data_is_read_from_any_page_and_kept_by_caches(public: TestClient, path: str) -> None:
    answer = public.get(path)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=60"
    again = public.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"
    assert public.head(path).headers["etag"] == answer.headers["etag"]
    assert public.options(path, headers={"origin": "https://elsewhere.example"}).status_code == 204


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/oruk/services?page=x", 400),
        ("GET", "/oruk/services?page=2", 404),
        ("GET", "/oruk/services/nothing", 404),
        ("GET", "/oruk/service_at_locations?postcode=SW1A%201AA", 404),
        ("GET", "/oruk/nothing", 404),
        ("GET", "/oruk/services/a/b", 404),
        ("POST", "/oruk/services", 405),
        ("GET", "/en-xa/oruk/nothing", 404),
    ],
)
def test_whatever_goes_wrong_has_one_form_that_any_page_may_read(
    public: TestClient, method: str, path: str, status: int
) -> None:
    answer = public.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    told = answer.json()
    assert set(told) == {"title", "status", "detail", "errors", "documentation"}
    assert told["status"] == status
    assert told["detail"].endswith(".")
    assert public.get(told["documentation"]).status_code == 200


def test_a_fault_of_ours_is_told_in_the_same_form(
    public: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A snapshot that lacks what it should have: the filters cannot say when anything changed."""
    data = oruk.newest.of(public.app.app.app.state.snapshots.current(), ORIGIN)  # type: ignore[attr-defined]
    monkeypatch.setattr(data, "_filters", None)
    answer = public.get("/oruk/services")
    assert answer.status_code == 500
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "try again later" in answer.json()["detail"]


def test_the_standards_addresses_are_the_same_with_a_slash(public: TestClient) -> None:
    assert public.get("/oruk/").json() == public.get("/oruk").json()
    assert public.get("/oruk/services/").json() == public.get("/oruk/services").json()


def test_the_root_says_which_standard_it_is_and_leads_on(public: TestClient) -> None:
    said = public.get("/oruk").json()
    assert said["version"] == "HSDS-UK-3.0"
    assert wrong("api_details", said) == []
    document = public.get(said["openapi_url"]).json()
    assert document["openapi"] == "3.1.0"
    served = {entry.path.removeprefix("/oruk") or "/" for entry in ROUTES if entry.path.startswith("/oruk")}
    assert set(document["paths"]) | {"/openapi.json"} == served
    assert public.get(said["poai_documentation"]).status_code == 200


def test_ndjson_is_one_record_a_line_without_pages(public: TestClient) -> None:
    answer = public.get("/oruk/services?format=ndjson&per_page=2&full=true")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [wrong("service", json.loads(line)) for line in answer.text.splitlines()] == [[]] * 7
    assert answer.text == public.get("/data/directory.ndjson").text


def test_files_are_for_taking_away_with_their_licence(public: TestClient, tmp_path: Path) -> None:
    for name in FILES:
        answer = public.get(f"/data/{name}")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["link"] == f'<{ORIGIN}/data>; rel="license"'
        assert answer.content == public.get(f"/data/{name}", headers={"accept-encoding": "identity"}).content
        assert SECRET.encode() not in answer.content
    (tmp_path / "taken.db").write_bytes(public.get("/data/catalogue.db").content)
    taken = sqlite3.connect(tmp_path / "taken.db")
    assert taken.execute("SELECT count(*) FROM listing").fetchone() == (7,)
    assert taken.execute("SELECT value FROM meta WHERE name = 'attributions'").fetchone()[0]
    taken.close()
    assert len(list(csv.reader(io.StringIO(public.get("/data/directory.csv").text)))) == 8


def test_calendars_of_a_listing_an_area_and_a_list(public: TestClient) -> None:
    for path in CALENDARS:
        answer = public.get(path)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert answer.text.count("BEGIN:VEVENT") == 2
        assert f"{ORIGIN}/data" in answer.text.replace("\r\n ", "")
    for path in ("/listings/none/calendar.ics", "/areas/none/calendar.ics", "/list/calendar.ics"):
        assert public.get(path).status_code == 404


def test_all_of_it_is_open_to_everybody() -> None:
    ours = [
        entry
        for entry in ROUTES
        if entry.path.startswith(("/oruk", "/data/")) or "calendar.ics" in entry.path
    ]
    assert len(ours) == 19
    assert {entry.allow for entry in ours} == {Policy.PUBLIC}
