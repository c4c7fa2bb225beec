"""Two listings become one, and nothing that led to the other is lost."""

from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

import pytest

from poai.actions import changing, merging_listings
from poai.actions.doubles import doubles
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, StaleError
from poai.domain.joining import Stays
from poai.domain.listing import Listing
from poai.domain.suggestion import Kind, Said, Suggestion
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations, Redirects
from poai.store.proposals import Proposals
from poai.store.suggestions import Suggestions
from tests.actions.cast import Cast
from tests.exampleton.files import DIRECTORY

SEED = read_directory(DIRECTORY)
LUNCH = next(listing for listing in SEED.listings if listing.slug == "marsh-lunch-club")
AGAIN = replace(
    LUNCH,
    slug="lunch-club-again",
    id=str(uuid5(NAMESPACE_URL, "again")),
    description="A hot lunch, and bingo after it.",
    email="lunch@example.org",
)
ELSEWHERE = replace(
    AGAIN,
    slug="lunch-elsewhere",
    id=str(uuid5(NAMESPACE_URL, "elsewhere")),
    locality=next(
        each.locality for each in SEED.listings if each.locality not in (LUNCH.locality, "borough-wide")
    ),
)


@pytest.fixture
def twice(cast: Cast) -> Cast:
    """The lunch club is listed twice in its own area, and a third time in another."""
    with cast.store.work() as connection:
        for group in SEED.organisations:
            Organisations(connection).publish(group, made_by="import", why="a test", now=cast.now)
        for listing in (LUNCH, AGAIN, ELSEWHERE):
            Listings(connection).publish(listing, made_by="import", why="a test", now=cast.now)
    return cast


@pytest.fixture
def stella(twice: Cast) -> Actor:
    return twice.actor("stella", Grant(Role.STEWARD, LUNCH.locality))


def make_one(
    cast: Cast, actor: Actor, kept: str, other: str, bases: tuple[int, int] = (1, 1), **choice: Stays
) -> Listing:
    return merging_listings.make_one(cast.office, actor, kept, other, choice, bases=bases, now=cast.now)


def shown(cast: Cast, slug: str) -> Listing | None:
    with cast.store.read() as connection:
        return Listings(connection).get(slug)


def leads(cast: Cast) -> dict[str, str]:
    with cast.store.read() as connection:
        return Redirects(connection).shown()


def test_one_stays_with_what_was_chosen_and_the_other_leads_there(twice: Cast, stella: Actor) -> None:
    one = make_one(twice, stella, LUNCH.slug, AGAIN.slug, email=Stays.OTHER)
    assert (one.id, one.email, one.description) == (LUNCH.id, AGAIN.email, LUNCH.description)
    assert shown(twice, LUNCH.slug) == one
    assert shown(twice, AGAIN.slug) is None
    assert leads(twice) == {AGAIN.slug: LUNCH.slug}
    assert doubles(twice.office, stella, now=twice.now) == []
    assert twice.count(Event.LISTINGS_MERGED) == 1
    with twice.store.read() as connection:
        assert [each.state for each in Listings(connection).revisions(AGAIN.slug)] == [
            "published",
            "withdrawn",
        ]


def test_only_who_may_publish_both_makes_them_one(twice: Cast, stella: Actor) -> None:
    member = twice.actor("mo", Grant(Role.ORGANISATION_MEMBER, LUNCH.organization))
    for actor, kept, other in (
        (stella, LUNCH.slug, ELSEWHERE.slug),
        (stella, ELSEWHERE.slug, LUNCH.slug),
        (member, LUNCH.slug, AGAIN.slug),
        (stella, LUNCH.slug, "never-was"),
    ):
        with pytest.raises(NotFoundError):
            make_one(twice, actor, kept, other)
    assert leads(twice) == {}
    with pytest.raises(InvalidError):
        make_one(twice, stella, LUNCH.slug, LUNCH.slug)


def test_nothing_is_done_with_what_was_changed_meanwhile(twice: Cast, stella: Actor) -> None:
    with twice.office.work(twice.now, stella.id) as work:
        changing.change(work, stella, AGAIN.slug, replace(AGAIN, email=None), base=1, why="gone")
    with pytest.raises(StaleError):
        make_one(twice, stella, LUNCH.slug, AGAIN.slug)
    make_one(twice, stella, LUNCH.slug, AGAIN.slug, bases=(1, 2))
    with pytest.raises(StaleError):  # sent twice
        make_one(twice, stella, LUNCH.slug, AGAIN.slug, bases=(1, 2))


def test_what_waits_about_the_other_waits_about_the_one_that_stays(twice: Cast, stella: Actor) -> None:
    member = twice.actor("mo", Grant(Role.ORGANISATION_MEMBER, LUNCH.organization))
    with twice.office.work(twice.now, member.id) as work:
        changing.change(
            work, member, AGAIN.slug, replace(AGAIN, name="The Marsh Table"), base=1, why="our new name"
        )
    asked = twice.now
    twice.later(days=3)
    make_one(twice, stella, LUNCH.slug, AGAIN.slug)
    with twice.store.read() as connection:
        (waiting,) = Proposals(connection).open_to(stella)
        wanted = Listings(connection).revision(LUNCH.slug, waiting.number)
    assert (waiting.listing_id, waiting.made_by, waiting.made_at) == (LUNCH.id, member.id, asked)
    assert wanted is not None
    assert (wanted.record.name, wanted.record.description) == ("The Marsh Table", LUNCH.description)
    assert wanted.why == "our new name"


def test_what_people_said_of_the_other_is_said_of_the_one_that_stays(twice: Cast, stella: Actor) -> None:
    said = Suggestion(
        id=str(uuid5(NAMESPACE_URL, "said")),
        kind=Kind.CHANGE,
        listing_id=AGAIN.id,
        organisation=AGAIN.organization,
        locality=AGAIN.locality,
        slug=AGAIN.slug,
        said=Said(words="It is on Fridays now"),
        name="",
        reach="",
        made_at=twice.now,
    )
    with twice.office.work(twice.now, stella.id) as work:
        Suggestions(work.connection, work.keys()).add(said, mark="m")
    make_one(twice, stella, LUNCH.slug, AGAIN.slug)
    with twice.office.work(twice.now, stella.id) as work:
        (now,) = Suggestions(work.connection, work.keys()).open_to(stella)
    assert (now.listing_id, now.said.words) == (LUNCH.id, "It is on Fridays now")


def test_two_that_were_one_by_mistake_are_two_again(twice: Cast, stella: Actor) -> None:
    make_one(twice, stella, LUNCH.slug, AGAIN.slug)
    merging_listings.make_two(twice.office, stella, AGAIN.slug, now=twice.now)
    assert shown(twice, AGAIN.slug) == AGAIN
    assert leads(twice) == {}
    assert doubles(twice.office, stella, now=twice.now) == []  # and are not found again
    with pytest.raises(StaleError):
        merging_listings.make_two(twice.office, stella, AGAIN.slug, now=twice.now)
    with pytest.raises(NotFoundError):
        merging_listings.make_two(twice.office, stella, ELSEWHERE.slug, now=twice.now)


def test_three_that_are_one_lead_to_it_in_one_step(twice: Cast) -> None:
    sara = twice.actor("sara", Grant(Role.STEWARD, ""))
    make_one(twice, sara, AGAIN.slug, ELSEWHERE.slug)
    make_one(twice, sara, LUNCH.slug, AGAIN.slug, bases=(1, _published(twice, AGAIN.slug)))
    assert leads(twice) == {AGAIN.slug: LUNCH.slug, ELSEWHERE.slug: LUNCH.slug}


def _published(cast: Cast, slug: str) -> int:
    with cast.store.work() as connection:
        head = Listings(connection).head(slug)
    assert head is not None
    assert head.published is not None
    return head.published
