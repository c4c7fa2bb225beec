"""What anybody's program is told: as Open Referral UK 3.0 wants it, at every size, and nothing that is not public."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from poai.actions.open_data import OpenData
from poai.interchange.oruk_asking import Asked
from poai.interchange.oruk_paging import NoSuchPageError, Span
from tests.actions.open_data_site import open_data_of
from tests.interchange.invented import SECRET, listings
from tests.interchange.oruk_checks import page_wrong, wrong

LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
ONE = {"services": "service", "service_at_locations": "service_at_location", "taxonomies": "taxonomy"}
SCHEMA = {**ONE, "organizations": "organization", "taxonomy_terms": "taxonomy_term"}


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> OpenData:
    return open_data_of(tmp_path_factory.mktemp("seven") / "catalogue.db", listings(7))


def page(data: OpenData, name: str, **asked: Any) -> dict[str, Any]:
    given = Asked(**asked)
    read: dict[str, Any] = json.loads(getattr(data, name)(given).page())
    return read


def one(data: OpenData, name: str, identity: str) -> dict[str, Any]:
    method = getattr(data, f"{SCHEMA[name]}_by_id")
    extra = (Asked(),) if name == "organizations" else ()
    read: dict[str, Any] = json.loads(method(identity, *extra))
    return read


@pytest.mark.parametrize("many", [0, 1, 7])
@pytest.mark.parametrize("name", LISTS)
def test_every_list_and_record_is_as_the_published_schemas_want_it(
    many: int, name: str, tmp_path: Path
) -> None:
    data = open_data_of(tmp_path / "catalogue.db", listings(many))
    for full in (False, True):
        found = page(data, name, per_page=5, full=full)
        assert wrong(f"{SCHEMA[name]}_list", found) == []
        assert page_wrong(found, 1, 5) == []
        for record in found["contents"]:
            assert wrong(SCHEMA[name], record) == []
    for record in found["contents"]:
        assert wrong(SCHEMA[name], one(data, name, record["id"])) == []


@pytest.mark.slow
def test_two_thousand_listings_are_walked_page_by_page_each_once(tmp_path: Path) -> None:
    data = open_data_of(tmp_path / "catalogue.db", listings(2000))
    seen: list[str] = []
    for number in range(1, 21):
        found = page(data, "services", page=number, per_page=100)
        assert page_wrong(found, number, 100) == []
        seen += [record["id"] for record in found["contents"]]
    assert found["last_page"]
    assert len(seen) == len(set(seen)) == 2000
    assert wrong("service_list", found) == []
    assert len(data.services(Asked(full=True)).lines().splitlines()) == 2000


@given(st.integers(0, 400), st.integers(1, 500), st.integers(1, 90))
@example(0, 1, 1)
def test_pages_keep_every_rule_and_together_hold_everything(total: int, per_page: int, number: int) -> None:
    items = list(range(total))
    pages = Span(total, 1, per_page).pages
    held = [item for n in range(1, pages + 1) for item in items[Span(total, n, per_page).slice]]
    assert held == items
    if number > pages:
        with pytest.raises(NoSuchPageError, match=f"there are {pages} pages"):
            Span(total, number, per_page)
        return
    span = Span(total, number, per_page)
    shown = items[span.slice]
    assert page_wrong({**span.envelope(len(shown)), "contents": shown}, number, per_page) == []


def test_the_checks_can_fail(seven: OpenData) -> None:
    good = page(seven, "services", per_page=5)
    assert wrong("service", {**good["contents"][0], "email": "nobody", "url": None})
    assert wrong("service", {**good["contents"][0], "last_modified": "2026-11-23T09:30:00"})
    assert wrong("service_list", {**good, "contents": [{"id": "1"}]})
    assert page_wrong({**good, "last_page": True}, 1, 5) == ["last_page"]


def test_what_editors_note_is_told_to_nobody(seven: OpenData) -> None:
    told = [getattr(seven, name)(Asked(full=True, full_service=True)).lines() for name in LISTS]
    assert all(told)
    assert SECRET not in "".join(told)


def test_ids_are_the_same_each_time_and_of_one_thing_only(tmp_path: Path) -> None:
    first, again = (
        open_data_of(tmp_path / name, listings(7)).services(Asked(full=True)).lines() for name in ("a", "b")
    )
    assert first == again
    for line in first.splitlines():
        ids = [
            record["id"]
            for name in ("phones", "languages", "cost_options")
            for record in json.loads(line).get(name, ())
        ]
        assert len(ids) == len(set(ids))


def test_a_group_is_told_with_what_it_runs(seven: OpenData) -> None:
    group = page(seven, "organizations", search="plain")["contents"][0]
    assert "services" not in group
    short = one(seven, "organizations", group["id"])["services"]
    full = page(seven, "organizations", search="plain", full_service=True)["contents"][0]["services"]
    assert (
        [s["name"] for s in short] == [s["name"] for s in full] == [f"Listing 000{n}" for n in (0, 2, 4, 6)]
    )
    assert all("schedules" not in s for s in short)
    assert any("schedules" in s for s in full)
    assert all("organization" not in s for s in (*short, *full))


def test_minimal_gives_all_at_once_unless_pages_are_asked_for(seven: OpenData) -> None:
    everything = page(seven, "services", minimal=True)
    assert everything["size"] == everything["total_items"] == 7
    assert set(everything["contents"][0]) == {"id", "last_modified"}
    assert everything["contents"][0]["last_modified"] == "2026-11-23T09:30:00.125+00:00"
    assert page(seven, "services", minimal=True, per_page=2)["size"] == 2
