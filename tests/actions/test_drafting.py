"""A listing while it is written: nobody else sees it, nothing is lost, and sent twice it is one."""

from dataclasses import replace

import pytest

from poai.actions import checking, drafting
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.audit import Event
from poai.domain.errors import NotFoundError, StaleError
from poai.domain.listing import Listing
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from poai.store.proposals import Proposals
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY

LIBRARY = "harbour-library"
COUNCIL, FRIENDS = "exampleton-council", "friends-of-exampleton"


@pytest.fixture
def listed(cast: Cast) -> Cast:
    """Exampleton's listings, of two groups in two areas."""
    seed = read_directory(DIRECTORY)
    with cast.store.work() as connection:
        for group in seed.organisations:
            Organisations(connection).publish(group, made_by="import", why="a test", now=cast.now)
        for one in seed.listings:
            Listings(connection).publish(one, made_by="import", why="a test", now=cast.now)
    return cast


@pytest.fixture
def mo(listed: Cast) -> Actor:
    return listed.actor("mo", Grant(Role.ORGANISATION_MEMBER, COUNCIL))


@pytest.fixture
def stella(listed: Cast) -> Actor:
    return listed.actor("stella", Grant(Role.STEWARD, "north-end"))


def begun(
    cast: Cast, actor: Actor, name: str = "Chess at noon", key: str = "form", area: str = "north-end"
) -> str:
    return drafting.begin(
        cast.office,
        actor,
        COUNCIL,
        lambda blank: replace(blank, name=name, description="A game.", locality=area),
        key=key,
        now=cast.now,
    )


def shown(cast: Cast, slug: str) -> Listing | None:
    with cast.store.read() as connection:
        return Listings(connection).get(slug)


def desk(cast: Cast, actor: Actor, key: str) -> drafting.Desk:
    return drafting.open_desk(cast.office, actor, key, now=cast.now)


def test_a_new_listing_is_begun_once_filled_in_and_sent_once(listed: Cast, mo: Actor, stella: Actor) -> None:
    draft = begun(listed, mo)
    assert begun(listed, mo) == draft
    drafting.save(
        listed.office,
        mo,
        draft,
        "who",
        lambda one: replace(one, minimum_age=60),
        base=0,
        why="",
        now=listed.now,
    )
    seen = desk(listed, mo, draft)
    assert (seen.draft, seen.listing.name, seen.listing.minimum_age) == (True, "Chess at noon", 60)
    sent = [drafting.send(listed.office, mo, draft, once_key="send", now=listed.now) for _ in range(2)]
    assert sent[0].proposal == sent[1].proposal != ""
    with listed.store.read() as connection:
        (waiting,) = Proposals(connection).open_to(stella)
        made = Listings(connection).revision(waiting.slug, waiting.number)
    assert made is not None
    assert (made.record.slug, made.record.minimum_age) == ("chess-at-noon", 60)
    assert made.record.confirmed is not None
    assert shown(listed, "chess-at-noon") is None
    with pytest.raises(NotFoundError):
        desk(listed, mo, draft)


def test_a_steward_publishes_what_they_write_and_only_for_their_area(listed: Cast, stella: Actor) -> None:
    done = drafting.send(listed.office, stella, begun(listed, stella), once_key="send", now=listed.now)
    assert done.listing is not None
    assert shown(listed, "chess-at-noon") is not None
    with pytest.raises(NotFoundError):
        begun(listed, stella, key="other", area="south-end")


def test_a_draft_is_its_makers_alone(listed: Cast, mo: Actor, stella: Actor) -> None:
    draft = begun(listed, mo)
    same = listed.actor("may", Grant(Role.ORGANISATION_MEMBER, COUNCIL))
    other = listed.actor("otto", Grant(Role.ORGANISATION_MEMBER, FRIENDS))
    for actor in (same, other, stella):
        with pytest.raises(NotFoundError):
            desk(listed, actor, draft)
        drafting.throw_away(listed.office, actor, draft, now=listed.now)
    assert desk(listed, mo, draft).draft
    drafting.throw_away(listed.office, mo, draft, now=listed.now)
    with pytest.raises(NotFoundError):
        desk(listed, mo, draft)


def test_whoever_leaves_a_group_no_longer_writes_for_it(listed: Cast, mo: Actor) -> None:
    draft = begun(listed, mo)
    left = replace(mo, grants=frozenset({Grant(Role.ORGANISATION_MEMBER, FRIENDS)}))
    with pytest.raises(NotFoundError):
        desk(listed, left, draft)
    with pytest.raises(NotFoundError):
        drafting.send(listed.office, left, draft, once_key="x", now=listed.now)
    assert listed.count(Event.REFUSED) == 2


def test_two_of_the_same_name_have_addresses_of_their_own(listed: Cast, stella: Actor) -> None:
    slugs = []
    for number in range(2):
        draft = begun(listed, stella, name="Café Über-Günstig!", key=f"form {number}")
        done = drafting.send(listed.office, stella, draft, once_key=f"send {number}", now=listed.now)
        slugs.append(done.listing.slug if done.listing else "")
    assert slugs == ["cafe-uber-gunstig", "cafe-uber-gunstig-2"]
    with listed.office.work(listed.now, stella.id) as work:
        assert drafting.free_slug(work, "New") == "new-2"
        assert drafting.free_slug(work, "茶") == "listing"


def test_what_is_half_done_is_kept_for_one_form_at_a_time(listed: Cast, mo: Actor) -> None:
    for form, typed in (("who", "People who"), ("times/1", "half past")):
        fields = {"typed": (typed,)}
        drafting.keep(listed.office, mo, LIBRARY, form, fields, now=listed.now)
    assert {form: fields["typed"] for form, fields in desk(listed, mo, LIBRARY).typed.items()} == {
        "who": ["People who"],
        "times/1": ["half past"],
    }
    drafting.throw_away(listed.office, mo, LIBRARY, "times/1", now=listed.now)
    drafting.save(
        listed.office,
        mo,
        LIBRARY,
        "who",
        lambda one: replace(one, eligibility_description="Everybody"),
        base=1,
        why="w",
        now=listed.now,
    )
    seen = desk(listed, mo, LIBRARY)
    assert seen.typed == {}
    assert seen.wanted is not None
    assert (seen.wanted.eligibility_description, seen.listing.eligibility_description) == ("Everybody", None)


def test_a_group_that_stops_asks_and_once_accepted_residents_do_not_see_it(
    listed: Cast, mo: Actor, stella: Actor
) -> None:
    asked = drafting.take_down(listed.office, mo, LIBRARY, why="Sold", now=listed.now)
    assert asked.proposal
    assert shown(listed, LIBRARY) is not None
    checking.accept(listed.office, stella, asked.proposal, seen=1, now=listed.now)
    assert shown(listed, LIBRARY) is None
    with pytest.raises(StaleError):
        drafting.take_down(listed.office, mo, LIBRARY, why="Sold", now=listed.now)


def test_a_steward_takes_down_what_is_of_their_area(listed: Cast, stella: Actor) -> None:
    other = listed.actor("steve", Grant(Role.STEWARD, "south-end"))
    with pytest.raises(NotFoundError):
        drafting.take_down(listed.office, other, LIBRARY, why="Sold", now=listed.now)
    drafting.take_down(listed.office, stella, LIBRARY, why="Sold", now=listed.now)
    assert shown(listed, LIBRARY) is None
    assert listed.count(Event.LISTING_WITHDRAWN) == 1
    with pytest.raises(StaleError):
        drafting.take_down(listed.office, stella, LIBRARY, why="Sold", now=listed.now)


def test_a_form_that_was_made_from_no_revision_is_stale(listed: Cast, mo: Actor) -> None:
    with pytest.raises(StaleError):
        drafting.save(listed.office, mo, LIBRARY, "cost", lambda one: one, base=0, why="w", now=listed.now)
