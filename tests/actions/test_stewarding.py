from datetime import timedelta

import pytest

from poai.actions.do_not_list import bar
from poai.actions.stewarding import (
    MOST_AT_ONCE,
    PER_PAGE,
    THE_TEAM,
    Show,
    one,
    shelf,
    show_again,
    still_right,
    take_down,
)
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.facts import CONFIRMED
from poai.domain.listing_now import By, Pause, Room
from poai.domain.prompting import Stage
from poai.store import Listings
from tests.actions.cast import Cast
from tests.actions.listed import ELSEWHERE, LUNCH, Listed, copied


def slugs(listed: Listed, show: Show = Show.ALL, search: str = "") -> list[str]:
    found = shelf(listed.cast.office, listed.mine, show, search=search, now=listed.cast.now)
    assert found.counts[show] == found.total == len(found.rows)
    return [row.listing.slug for row in found.rows]


def test_each_steward_sees_the_listings_of_their_own_areas(cast: Cast) -> None:
    listed = Listed.open(cast)
    assert slugs(listed) == [LUNCH.slug]
    theirs = shelf(cast.office, listed.theirs, Show.ALL, now=cast.now)
    assert [row.listing.slug for row in theirs.rows] == [ELSEWHERE.slug]
    with pytest.raises(NotFoundError):
        shelf(cast.office, listed.member(), Show.ALL, now=cast.now)
    with pytest.raises(NotFoundError):
        one(cast.office, listed.mine, ELSEWHERE.slug, now=cast.now)


def test_listings_are_told_apart_by_how_they_stand(cast: Cast) -> None:
    today = cast.now.date()
    listed = Listed.open(
        cast,
        copied("away", name="Away", pause=Pause(until=today + timedelta(days=3))),
        copied("no-room", name="No room", room=Room(kind="full", on=today, until=today)),
        copied("by-letter", name="By letter", email=None, needs=()),
        copied("ended", name="Ended"),
    )
    take_down(cast.office, listed.mine, "ended", "it ended", now=cast.now)
    assert slugs(listed, Show.PAUSED) == ["away"]
    assert slugs(listed, Show.FULL) == ["no-room"]
    assert slugs(listed, Show.HIDDEN) == ["ended"]
    assert "by-letter" in slugs(listed, Show.NO_EMAIL)
    assert slugs(listed, Show.NO_NEEDS) == ["by-letter"]
    assert slugs(listed, Show.STALE, "letter") == ["by-letter"]
    assert slugs(listed, search="ROOM no") == ["no-room"]


def test_a_page_holds_so_many_and_not_more(cast: Cast) -> None:
    listed = Listed.open(cast, *(copied(f"l-{n}", name=f"L {n:03}") for n in range(PER_PAGE)))
    first = shelf(cast.office, listed.mine, Show.ALL, now=cast.now)
    last = shelf(cast.office, listed.mine, Show.ALL, page=99, now=cast.now)
    assert (len(first.rows), first.pages, first.total) == (PER_PAGE, 2, PER_PAGE + 1)
    assert (len(last.rows), last.page) == (1, 2)


def test_several_are_said_to_be_right_together_in_the_stewards_part(cast: Cast) -> None:
    listed = Listed.open(cast, copied("again"))
    done = still_right(cast.office, listed.mine, [LUNCH.slug, "again"], now=cast.now)
    assert done == ("again", LUNCH.slug)
    now = listed.get(LUNCH.slug)
    assert now is not None
    assert now.confirmed is not None
    assert now.confirmed.by == THE_TEAM
    assert {each.facts for each in now.checked} == CONFIRMED
    assert {each.by for each in now.checked} == {By.STEWARD}
    assert slugs(listed, Show.STALE) == []
    assert cast.count(Event.LISTING_CONFIRMED) == 2


def test_all_of_them_are_confirmed_or_none(cast: Cast) -> None:
    listed = Listed.open(cast)
    with pytest.raises(NotFoundError):
        still_right(cast.office, listed.mine, [LUNCH.slug, ELSEWHERE.slug], now=cast.now)
    assert listed.get(LUNCH.slug) == LUNCH
    for chosen in ([], [f"l-{n}" for n in range(MOST_AT_ONCE + 1)]):
        with pytest.raises(InvalidError):
            still_right(cast.office, listed.mine, chosen, now=cast.now)


def test_what_is_taken_down_is_shown_again_as_it_was(cast: Cast) -> None:
    listed = Listed.open(cast)
    with pytest.raises(InvalidError):
        take_down(cast.office, listed.mine, LUNCH.slug, " ", now=cast.now)
    take_down(cast.office, listed.mine, LUNCH.slug, "the hall is shut", now=cast.now)
    with pytest.raises(StaleError):  # sent twice
        take_down(cast.office, listed.mine, LUNCH.slug, "the hall is shut", now=cast.now)
    standing = one(cast.office, listed.mine, LUNCH.slug, now=cast.now)
    assert (standing.row.gone, standing.last.why, standing.row.stage) == (
        True,
        "the hall is shut",
        Stage.RIGHT,
    )
    with cast.store.work() as connection:  # what somebody would like instead is not what it was
        other = copied(LUNCH.slug, id=LUNCH.id, name="Another name")
        Listings(connection).propose(other, made_by="mo", why="a test", now=cast.now)
    with pytest.raises(NotFoundError):
        show_again(cast.office, listed.theirs, LUNCH.slug, now=cast.now)
    assert show_again(cast.office, listed.mine, LUNCH.slug, now=cast.now) == LUNCH
    assert listed.get(LUNCH.slug) == LUNCH
    with pytest.raises(StaleError):
        show_again(cast.office, listed.mine, LUNCH.slug, now=cast.now)


def test_what_is_not_to_be_listed_is_not_shown_again(cast: Cast) -> None:
    listed = Listed.open(cast)
    bar(cast.office, listed.mine, LUNCH.slug, "they asked us not to", now=cast.now)
    with pytest.raises(InvalidError, match="barred"):
        show_again(cast.office, listed.mine, LUNCH.slug, now=cast.now)
    assert listed.get(LUNCH.slug) is None
    standing = one(cast.office, listed.mine, LUNCH.slug, now=cast.now)
    assert standing.barred is not None
    assert standing.barred.reason == "they asked us not to"
