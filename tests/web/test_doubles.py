"""Two listings are looked at, and made one or said to be two."""

from dataclasses import replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from starlette.testclient import TestClient

from poai.actions.merging_listings import make_one
from poai.actions.publish import build_catalogue
from poai.app import create_app
from poai.domain.account import Grant, Role
from poai.domain.joining import Stays
from poai.domain.listing import Listing
from poai.store import Listings, Store, open_store
from tests.actions.cast import Cast
from tests.exampleton.files import CONTENT, DIRECTORY
from tests.web.conftest import client, prepared
from tests.web.staffed import Staffed

KEPT, OTHER, THEIRS = "harbour-library", "harbour-library-hub", "marsh-lunch-club"


def doubled(store: Store, cast: Cast) -> Listing:
    """Lists the library once more, a little otherwise."""
    with store.work() as connection:
        library = Listings(connection).get(KEPT)
        assert library is not None
        other = replace(
            library,
            slug=OTHER,
            id=str(uuid5(NAMESPACE_URL, OTHER)),
            name=f"{library.name}, hub",
            email="hub@example.org",
        )
        Listings(connection).publish(other, made_by="import", why="a test", now=cast.now)
    return other


def shown(staffed: Staffed, slug: str) -> Listing | None:
    with staffed.cast.store.read() as connection:
        return Listings(connection).get(slug)


def test_a_pair_is_made_one_field_by_field_and_two_again(staffed: Staffed) -> None:
    other = doubled(staffed.cast.store, staffed.cast)
    stew, before = staffed.hands("stew"), shown(staffed, KEPT)
    assert before is not None
    stew.sees("/steward")
    stew.sees(stew.seen.link("1 pair that may be the same"))
    assert "the same group" in stew.seen.text
    stew.sees(stew.seen.link_beginning("Make them one"))
    form = stew.seen.form(f"/{KEPT}/{OTHER}")
    stew.sends(f"/{KEPT}/{OTHER}", 200, **{"stays-email": "other", "stays-name": "kept"})
    assert "They are one now" in stew.seen.text
    now = shown(staffed, KEPT)
    assert now is not None
    assert (now.name, now.email) == (before.name, other.email)
    assert shown(staffed, OTHER) is None
    stew.posts(form.action, 409, **dict(form.fields))  # sent twice
    assert "Perhaps they are one already" in stew.seen.text
    assert "No two listings" in stew.sees("/steward/doubles").text
    stew.sees(f"/steward/listings/{KEPT}")
    stew.sees(stew.seen.link(f"Became part of this: {OTHER}"))
    stew.sends("/apart")
    assert "They are two again" in stew.seen.text
    assert shown(staffed, OTHER) == other
    assert "No two listings" in stew.sees("/steward/doubles").text


def test_two_that_are_two_are_not_asked_about_again(staffed: Staffed) -> None:
    doubled(staffed.cast.store, staffed.cast)
    stew = staffed.hands("stew")
    stew.sees("/steward/doubles")
    stew.sends("/doubles/two")
    assert "You will not be asked about them again" in stew.seen.text
    assert "No two listings" in stew.seen.text


def test_what_was_changed_meanwhile_is_shown_and_chosen_again(staffed: Staffed) -> None:
    other = doubled(staffed.cast.store, staffed.cast)
    stew = staffed.hands("stew")
    stew.sees(f"/steward/doubles/{KEPT}/{OTHER}")
    with staffed.cast.store.work() as connection:
        changed = replace(other, email="new@example.org")
        Listings(connection).publish(changed, made_by="a", why="new", now=staffed.cast.now)
    stew.sends(f"/{KEPT}/{OTHER}", 409, **{"stays-email": "other"})
    assert "Nothing was done" in stew.seen.text
    assert "new@example.org" in stew.seen.text
    assert shown(staffed, OTHER) is not None


def test_ages_that_make_no_sense_together_are_told(staffed: Staffed) -> None:
    doubled(staffed.cast.store, staffed.cast)
    with staffed.cast.store.work() as connection:
        for slug, ages in ((KEPT, (None, 25)), (OTHER, (60, None))):
            listing = Listings(connection).get(slug)
            assert listing is not None
            aged = replace(listing, minimum_age=ages[0], maximum_age=ages[1])
            Listings(connection).publish(aged, made_by="a", why="new", now=staffed.cast.now)
    stew = staffed.hands("stew")
    stew.sees(f"/steward/doubles/{KEPT}/{OTHER}")
    stew.sends(f"/{KEPT}/{OTHER}", 422, **{"stays-minimum_age": "other", "stays-maximum_age": "kept"})
    assert "must not be above the oldest age" in stew.seen.text
    assert stew.seen.form(f"/{KEPT}/{OTHER}").value("stays-maximum_age") == "kept"


def test_a_pair_with_a_listing_of_another_area_is_like_none(staffed: Staffed) -> None:
    token = staffed.token("stew")
    for one, other in ((KEPT, THEIRS), (THEIRS, KEPT), (KEPT, "never-was"), (KEPT, KEPT)):
        path = f"/steward/doubles/{one}/{other}"
        assert staffed.get(path, token).status_code == 404
        assert staffed.post(path, token, {"base": "1", "other_base": "1"}).status_code == 404
        two = staffed.post("/steward/doubles/two", token, {"one": one, "other": other})
        assert two.status_code == 404
    assert shown(staffed, KEPT) is not None
    assert shown(staffed, THEIRS) is not None


def test_with_public_pages_alone_every_way_to_the_old_address_leads_on(tmp_path: Path) -> None:
    settings = prepared(tmp_path, POAI_DIRECTORY=str(DIRECTORY), POAI_CONTENT=str(CONTENT))
    cast = Cast(open_store(settings.store), secret=settings.secret)
    other = doubled(cast.store, cast)
    actor = cast.actor("sara", Grant(Role.STEWARD, ""))
    choice = {"email": Stays.OTHER}
    make_one(cast.office, actor, KEPT, OTHER, choice, bases=(1, 1), now=cast.now)
    cast.store.close()
    build_catalogue(settings)
    with client(create_app(settings, public=True)) as browser:
        assert _leads(browser, f"/listings/{OTHER}") == (308, f"/listings/{KEPT}")
        assert _leads(browser, f"/en-xa/listings/{OTHER}")[0] in (308, 404)  # where that language is on
        calendar = _leads(browser, f"/listings/{OTHER}/calendar.ics")
        assert calendar == (308, f"/listings/{KEPT}/calendar.ics")
        assert f'href="/listings/{KEPT}"' in browser.get(f"/list?show={OTHER},{KEPT}").text
        kept = browser.get("/list", headers={"cookie": f"__Host-list={OTHER}"}).text
        assert f'href="/listings/{KEPT}"' in kept
        assert OTHER not in browser.get("/sitemap.xml").text
        assert browser.get(f"/oruk/services/{other.id}").status_code == 404
        assert browser.get("/listings/never-was").status_code == 404


def _leads(browser: TestClient, path: str) -> tuple[int, str]:
    answer = browser.get(path)
    return answer.status_code, answer.headers.get("location", "")
