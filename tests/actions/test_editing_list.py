"""What somebody has to look after, at a glance."""

from dataclasses import replace

from poai.actions import changing, drafting
from poai.actions.editing_list import theirs
from poai.domain.account import Grant, Role
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from poai.store.proposals import Proposals, State
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY


def test_what_waits_came_back_or_is_half_done_is_told_of_each(cast: Cast) -> None:
    listing = next(one for one in read_directory(DIRECTORY).listings if one.slug == "harbour-library")
    group = next(one for one in read_directory(DIRECTORY).organisations if one.slug == listing.organization)
    with cast.store.work() as connection:
        Organisations(connection).publish(group, made_by="import", why="a test", now=cast.now)
        Listings(connection).publish(listing, made_by="import", why="a test", now=cast.now)
    mo = cast.actor("mo", Grant(Role.ORGANISATION_MEMBER, group.slug))
    (one,) = theirs(cast.office, mo, now=cast.now).listings
    assert (one.shown, one.waits, one.returned, one.begun) == (True, None, None, False)

    with cast.office.work(cast.now, mo.id) as work:
        after = replace(listing, name="Another name")
        made = changing.change(work, mo, listing.slug, after, base=1, why="w").proposal
    drafting.keep(cast.office, mo, listing.slug, "who", {"who": ("Every",)}, now=cast.now)
    (one,) = theirs(cast.office, mo, now=cast.now).listings
    assert (one.waits and one.waits.id, one.begun, one.listing.name) == (made, True, listing.name)

    with cast.store.work() as connection:
        Proposals(connection).decide(made, State.RETURNED, by="stella", now=cast.now, message="Why?")
    (one,) = theirs(cast.office, mo, now=cast.now).listings
    assert (one.waits, one.returned and one.returned.message) == (None, "Why?")

    drafting.begin(
        cast.office,
        mo,
        group.slug,
        lambda blank: replace(blank, name="Chess", description="A game.", locality="north-end"),
        key="form",
        now=cast.now,
    )
    found = theirs(cast.office, mo, now=cast.now)
    assert [draft.listing.name for draft in found.drafts if draft.listing] == ["Chess"]
    assert len(found.listings) == 1
