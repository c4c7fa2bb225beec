"""A snapshot that follows another is what would have been made afresh."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from poai import catalogue
from poai.actions.snapshot import Snapshot
from poai.catalogue import Catalogue
from poai.domain.listing import BOROUGH_WIDE, Confirmation, Listing
from poai.domain.listing_now import Room
from tests.actions.conftest import NOW

TODAY = NOW.date()
ASKED = (
    "dad lost his wife and wont go out",
    "free exercise on tuesdays",
    "somewhere warm in purley",
    "lonley and hungry",
    "help with a blue badge form",
    "kite flying",
    "the library",
)


def rebuilt(shipped: Snapshot, listings: list[Listing], path: Path) -> Catalogue:
    """A catalogue of other listings, by the same groups."""
    groups = shipped.catalogue.organisations.values()
    catalogue.build(path, groups, listings, shipped.content.needs, shipped.place, NOW, "another")
    return Catalogue.open(path)


@pytest.fixture(scope="module")
def changed(shipped: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The shipped listings with four changed, ten gone and one new."""
    before = list(shipped.catalogue.listings.values())
    first, moved, renamed, told, copied = before[:5]
    after = [
        replace(first, description="We fly kites on the hill on Tuesdays."),
        replace(moved, locality=BOROUGH_WIDE),
        replace(renamed, name="A warm place for kites"),
        replace(told, needs=(), tags=("kite flying",), joining="referral"),
        copied,
        replace(
            copied,
            id="00000000-0000-4000-8000-000000000099",
            slug="quite-new",
            name="Quite new",
            description="Somebody to talk to.",
        ),
        *before[15:],
    ]
    return rebuilt(shipped, after, tmp_path_factory.mktemp("changed") / "catalogue.db")


def same(one: Snapshot, other: Snapshot) -> None:
    """Whether both say the same of everything and answer alike, to the last reason."""
    for name in ("facets", "by_need", "by_group", "languages", "searchables", "fingerprint", "today"):
        assert getattr(one, name) == getattr(other, name), name
    for text in ASKED:
        heard = one.matcher.hear(text)
        assert heard == other.matcher.hear(text)
        assert one.matcher.rank(heard) == other.matcher.rank(heard)
        assert one.matcher.rank(heard, locality="purley") == other.matcher.rank(heard, locality="purley")


def test_real_listings_that_change_come_and_go_give_what_a_fresh_start_gives(
    shipped: Snapshot, changed: Catalogue
) -> None:
    followed = shipped.successor(shipped.content, changed, TODAY)
    same(followed, Snapshot.make(shipped.place, shipped.content, changed, TODAY))
    assert "quite-new" in followed.facets
    assert followed.fingerprint != shipped.fingerprint
    back = followed.successor(shipped.content, shipped.catalogue, TODAY)
    same(back, shipped)


def test_needs_that_change_give_what_a_fresh_start_gives(shipped: Snapshot, changed: Catalogue) -> None:
    need = next(iter(shipped.content.needs.values()))
    needs = {**shipped.content.needs, need.key: replace(need, phrases=(*need.phrases, "kite flying"))}
    content = replace(shipped.content, needs=needs)
    followed = shipped.successor(content, changed, TODAY)
    same(followed, Snapshot.make(shipped.place, content, changed, TODAY))
    assert followed.matcher.hear("kite flying").needs[0].key == need.key


def test_facts_that_grew_old_since_lose_their_trust(shipped: Snapshot) -> None:
    later = date(TODAY.year + 5, 1, 1)
    followed = shipped.successor(shipped.content, shipped.catalogue, later)
    same(followed, Snapshot.make(shipped.place, shipped.content, shipped.catalogue, later))
    assert followed.searchables != shipped.searchables


def test_a_group_with_another_name_changes_its_listings(shipped: Snapshot) -> None:
    slug, group = next(iter(shipped.catalogue.organisations.items()))
    groups = {**shipped.catalogue.organisations, slug: replace(group, name="Kites for Everyone")}
    renamed = replace(shipped.catalogue, organisations=groups)
    followed = shipped.successor(shipped.content, renamed, TODAY)
    same(followed, Snapshot.make(shipped.place, shipped.content, renamed, TODAY))
    assert followed.searchables != shipped.searchables


def test_matching_is_not_built_again_for_words_that_it_does_not_read(shipped: Snapshot) -> None:
    content = replace(shipped.content, site=replace(shipped.content.site, strapline="Other words."))
    followed = shipped.successor(content, shipped.catalogue, TODAY)
    assert followed.matcher is shipped.matcher
    assert followed.content.site.strapline == "Other words."
    assert followed.fingerprint != shipped.fingerprint


def test_a_full_listing_is_below_one_that_is_like_it_until_that_lifts_itself(
    shipped: Snapshot, tmp_path: Path
) -> None:
    listings = list(shipped.catalogue.listings.values())
    words = {"name": "Kite flying", "description": "We fly kites on the hill.", "needs": (), "tags": ()}
    said = Confirmation(date=TODAY, by="the group")
    full = replace(
        listings[0],
        **words,  # type: ignore[arg-type]
        confirmed=said,
        room=Room(kind="full", on=TODAY, until=TODAY),
    )
    old = replace(full, id="00000000-0000-4000-8000-000000000098", slug="zz-kites", confirmed=None, room=None)
    catalogue = rebuilt(shipped, [*listings[1:], full, old], tmp_path / "catalogue.db")

    def order(on: date) -> list[str]:
        matcher = shipped.successor(shipped.content, catalogue, on).matcher
        found = [match.id for match in matcher.rank(matcher.hear("kite flying"))]
        return [slug for slug in found if slug in (full.slug, old.slug)]

    assert order(TODAY) == [old.slug, full.slug]
    assert order(TODAY + timedelta(days=1)) == [full.slug, old.slug]
