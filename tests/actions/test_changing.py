"""A group changes what it may by itself; the rest waits for a steward, and nobody overwrites anybody."""

from dataclasses import replace

import pytest

from poai.actions import changing
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.errors import ConflictError, NotFoundError
from poai.domain.facts import CONFIRMED, Facts
from poai.domain.listing import Listing, Phone
from poai.domain.listing_now import By
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from poai.store.proposals import Proposals
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY

WHY = "as we do it now"


@pytest.fixture
def listed(cast: Cast) -> Listing:
    """One listing of Exampleton's, published, with its group."""
    seed = read_directory(DIRECTORY)
    listing = seed.listings[0]
    with cast.store.work() as connection:
        for group in seed.organisations:
            if group.slug == listing.organization:
                Organisations(connection).publish(group, made_by="import", why="a test", now=cast.now)
        Listings(connection).publish(listing, made_by="import", why="a test", now=cast.now)
    return listing


def member(cast: Cast, listing: Listing, name: str = "mo") -> Actor:
    return cast.actor(name, Grant(Role.ORGANISATION_MEMBER, listing.organization))


def steward(cast: Cast, listing: Listing) -> Actor:
    return cast.actor("stella", Grant(Role.STEWARD, listing.locality))


def change(cast: Cast, actor: Actor, after: Listing, base: int = 1) -> changing.Done:
    with cast.office.work(cast.now, actor.id) as work:
        return changing.change(work, actor, after.slug, after, base=base, why=WHY)


def shown(cast: Cast, slug: str) -> Listing | None:
    with cast.store.read() as connection:
        return Listings(connection).get(slug)


def test_a_number_is_shown_at_once_and_a_name_waits(cast: Cast, listed: Listing) -> None:
    wanted = replace(listed, name="Another name", phones=(Phone(number="020 7946 0000"),))
    done = change(cast, member(cast, listed), wanted)
    assert done.fields == ("phones",)
    assert done.proposal
    now = shown(cast, listed.slug)
    assert now is not None
    assert (now.name, now.phones) == (listed.name, wanted.phones)
    assert [each.facts for each in now.checked] == [Facts.CONTACT]


def test_a_steward_changes_everything_at_once(cast: Cast, listed: Listing) -> None:
    done = change(cast, steward(cast, listed), replace(listed, name="Another name"))
    assert (done.fields, done.proposal) == (("name",), "")
    assert [each.by for each in shown(cast, listed.slug).checked] == [By.STEWARD]  # type: ignore[union-attr]


def test_who_is_of_another_group_finds_no_listing(cast: Cast, listed: Listing) -> None:
    other = cast.actor("otto", Grant(Role.ORGANISATION_MEMBER, "another-group"))
    with pytest.raises(NotFoundError):
        change(cast, other, replace(listed, phones=()))


def test_two_who_change_different_facts_are_both_heard(cast: Cast, listed: Listing) -> None:
    one, two = member(cast, listed), member(cast, listed, "may")
    change(cast, one, replace(listed, email="one@example.org"))
    change(cast, two, replace(listed, fees_description="Two pounds"))
    now = shown(cast, listed.slug)
    assert now is not None
    assert (now.email, now.fees_description) == ("one@example.org", "Two pounds")


def test_the_second_of_two_who_change_the_same_is_shown_both(cast: Cast, listed: Listing) -> None:
    one, two = member(cast, listed), member(cast, listed, "may")
    change(cast, one, replace(listed, email="one@example.org"))
    with pytest.raises(ConflictError) as caught:
        change(cast, two, replace(listed, email="two@example.org"))
    assert caught.value.fields == ("email",)
    assert (caught.value.yours.email, caught.value.theirs.email) == ("two@example.org", "one@example.org")


def test_what_one_person_proposes_of_a_listing_is_one_proposal(cast: Cast, listed: Listing) -> None:
    actor = member(cast, listed)
    change(cast, actor, replace(listed, name="Another name"))
    second = change(cast, actor, replace(listed, description="What we do now"))
    with cast.store.read() as connection:
        waiting = Proposals(connection).open_to(steward(cast, listed))
        proposed = Listings(connection).revision(listed.slug, waiting[0].number)
    assert [each.id for each in waiting] == [second.proposal]
    assert proposed is not None
    assert (proposed.record.name, proposed.record.description) == ("Another name", "What we do now")


def test_a_new_listing_of_a_group_is_not_shown_before_a_steward_has_read_it(
    cast: Cast, listed: Listing
) -> None:
    actor = member(cast, listed)
    new = replace(listed, id="6ba7b810-9dad-11d1-80b4-00c04fd430c8", slug="something-new")
    with cast.office.work(cast.now, actor.id) as work:
        done = changing.add(work, actor, new, why=WHY)
    assert (done.listing, bool(done.proposal)) == (None, True)
    assert shown(cast, new.slug) is None


def test_still_right_confirms_every_kind_of_facts(cast: Cast, listed: Listing) -> None:
    actor = member(cast, listed)
    with cast.office.work(cast.now, actor.id) as work:
        changing.confirm(work, listed.slug, CONFIRMED, by=By.GROUP, role="the group", made_by=actor.id)
    now = shown(cast, listed.slug)
    assert now is not None
    assert now.confirmed is not None
    assert now.confirmed.date == cast.now.date()
    assert {each.facts for each in now.checked} == CONFIRMED
