"""Groups are asked politely, and a listing that nobody confirms is hidden only after its steward was warned."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from poai.actions import changing
from poai.actions.prompting import Asked, ask_groups, stale
from poai.actions.surveying import Reach, Surveyed
from poai.domain.access import Actor
from poai.domain.account import Grant, Role
from poai.domain.audit import Event
from poai.domain.facts import CONFIRMED, Facts
from poai.domain.letters import Letter
from poai.domain.listing import Confirmation, Listing
from poai.domain.listing_now import By, Pause, Room
from poai.domain.prompting import Asking, Stage
from poai.interchange.directory import read_directory
from poai.store import Listings, Organisations
from poai.store.listing_clock import ListingClock
from tests.actions.cast import Cast
from tests.actions.cast import Letter as Sent
from tests.exampleton.files import DIRECTORY

LONDON = ZoneInfo("Europe/London")
TEA = "tea@example.org"
LETTERS_GO_OUT = Asking(hides=True)


@pytest.fixture
def listed(cast: Cast) -> Listing:
    """One listing of Exampleton's in the north, which its group confirmed a year ago, and one in the south that was found."""
    cast.office = replace(cast.office, asking=LETTERS_GO_OUT)
    seed = read_directory(DIRECTORY)
    a_year_ago = cast.now - timedelta(days=365)
    north = next(each for each in seed.listings if each.locality == "north-end")
    south = next(each for each in seed.listings if each.locality == "south-end")
    said = Confirmation(date=a_year_ago.date(), by="the group")
    with cast.store.work() as connection:
        for group in seed.organisations:
            Organisations(connection).publish(group, made_by="import", why="a test", now=a_year_ago)
        for each in (replace(north, email=TEA, confirmed=said), replace(south, email="south@example.org")):
            Listings(connection).publish(each, made_by="import", why="a test", now=a_year_ago)
    return north


def local(cast: Cast) -> datetime:
    return cast.now.astimezone(LONDON)


def ask(cast: Cast, **later: float) -> Asked:
    cast.later(**later)
    done = ask_groups(cast.office, local(cast))
    assert not done.failed
    return done


def steward(cast: Cast, locality: str = "north-end", name: str = "stew") -> Actor:
    return cast.actor(name, Grant(Role.STEWARD, locality))


def seen(cast: Cast, actor: Actor) -> dict[str, Surveyed]:
    with cast.office.work(cast.now, actor.id, reading=True) as work:
        return {each.listing.slug: each for each in stale(work, actor, local(cast))}


def to(letters: list[Sent], kind: Letter = Letter.LISTING_CHECK) -> list[str]:
    return [letter.to for letter in letters if letter.letter == kind]


def hidden(cast: Cast) -> set[str]:
    with cast.store.read() as connection:
        return {slug for slug, each in ListingClock(connection).silent().items() if each.hidden}


def publish(cast: Cast, listing: Listing) -> None:
    with cast.store.work() as connection:
        Listings(connection).publish(listing, made_by="import", why="a test", now=cast.now)


def silence(cast: Cast) -> None:
    """Nobody answers, for so long that the listing is hidden."""
    for _ in range(20):
        ask(cast, days=7)


def test_a_group_that_had_a_hand_in_its_listing_is_asked_once(cast: Cast, listed: Listing) -> None:
    assert ask(cast).letters == 1
    (letter,) = cast.letters()
    assert (letter.to, letter.letter) == (TEA, Letter.LISTING_CHECK)
    assert letter.values["listing"] == listed.name
    assert ask(cast, hours=2) == ask(cast, days=7) == Asked()
    assert cast.count(Event.PROMPT_SENT) == 1


def test_groups_that_were_only_found_are_asked_where_somebody_decided_so(cast: Cast, listed: Listing) -> None:
    cast.office = replace(cast.office, asking=replace(LETTERS_GO_OUT, found=True))
    ask(cast)
    assert sorted(to(cast.letters())) == ["south@example.org", TEA]


def test_without_an_address_its_members_are_asked_and_without_members_nobody(
    cast: Cast, listed: Listing
) -> None:
    with cast.store.read() as connection:
        known = Listings(connection).get(listed.slug)
    assert known
    publish(cast, replace(known, email=None, confirmed=None))
    stella = steward(cast)
    assert seen(cast, stella)[listed.slug].reach is Reach.NOT
    cast.account("olga", Grant(Role.ORGANISATION_MEMBER, listed.organization))
    cast.account("omar", Grant(Role.ORGANISATION_MEMBER, listed.organization))
    assert ask(cast).letters == 2
    assert sorted(to(cast.letters())) == ["olga@example.org", "omar@example.org"]
    assert seen(cast, stella)[listed.slug].reach is Reach.MEMBERS


def test_one_letter_asks_about_all_of_a_group(cast: Cast, listed: Listing) -> None:
    other = replace(
        listed,
        id="00000000-0000-4000-8000-000000000099",
        slug="second-tea",
        name="Second tea",
        email=TEA,
        confirmed=Confirmation(date=listed.source.seen - timedelta(days=400), by="the group"),
    )
    publish(cast, other)
    assert ask(cast).letters == 1
    (letter,) = cast.letters()
    assert letter.values["listing"] == f"{listed.name}, Second tea"


def test_silence_sinks_marks_warns_and_then_hides(cast: Cast, listed: Listing) -> None:
    stella = steward(cast)
    began, stages = cast.now, []
    for _ in range(18):
        ask(cast)
        stages.append(seen(cast, stella)[listed.slug].stage)
        cast.later(days=7)
    assert list(dict.fromkeys(stages)) == [
        Stage.ASKED, Stage.SINKING, Stage.MARKED, Stage.WARNED, Stage.HIDDEN,
    ]  # fmt: skip
    letters = cast.letters()
    assert to(letters) == [TEA] * 3
    assert to(letters, Letter.LISTING_UNANSWERED) == ["stew@example.org"]
    assert hidden(cast) == {listed.slug}
    assert cast.count(Event.LISTING_HIDDEN) == 1
    with cast.store.read() as connection:
        standing = ListingClock(connection).all()[listed.id]
    assert standing.warned_on
    assert standing.hidden_on
    assert standing.hidden_on - standing.warned_on >= timedelta(days=14)
    assert standing.unanswered == began.date()


def test_what_has_no_steward_who_could_be_warned_is_never_hidden(cast: Cast, listed: Listing) -> None:
    steward(cast, "south-end")
    silence(cast)
    assert hidden(cast) == set()


def test_where_letters_do_not_go_out_nothing_sinks_or_is_hidden(cast: Cast, listed: Listing) -> None:
    cast.office = replace(cast.office, asking=Asking())
    steward(cast)
    silence(cast)
    with cast.store.read() as connection:
        assert ListingClock(connection).silent() == {}


def test_a_letter_that_came_back_counts_against_nobody(cast: Cast, listed: Listing) -> None:
    stella = steward(cast)
    ask(cast)
    for _ in range(20):
        with cast.store.work() as connection:
            connection.execute(text("UPDATE outbox SET state = 'dead'"))
        ask(cast, days=7)
    assert hidden(cast) == set()
    assert seen(cast, stella)[listed.slug].reach is Reach.RETURNED


@pytest.mark.parametrize("how", ["confirmed", "changed"])
def test_any_word_of_the_group_shows_a_hidden_listing_at_once(cast: Cast, listed: Listing, how: str) -> None:
    stella = steward(cast)
    olga = cast.actor("olga", Grant(Role.ORGANISATION_MEMBER, listed.organization))
    silence(cast)
    assert hidden(cast) == {listed.slug}
    with cast.office.work(cast.now, olga.id) as work:
        if how == "confirmed":
            changing.confirm(work, listed.slug, CONFIRMED, by=By.GROUP, role="the group", made_by=olga.id)
        else:
            head = Listings(work.connection).head(listed.slug)
            assert head
            assert head.published
            after = replace(head.record, fees_description="Free, with tea")
            changing.change(work, olga, listed.slug, after, base=head.published, why="tea is free")
    assert hidden(cast) == set()
    assert ask(cast, days=1).cleared == 1
    assert cast.count(Event.LISTING_SHOWN) == 1
    left = seen(cast, stella).get(listed.slug)
    assert (left is None) == (how == "confirmed")


def test_facts_that_change_are_asked_for_sooner(cast: Cast, listed: Listing) -> None:
    stella = steward(cast)
    said = Confirmation(date=cast.now.date() - timedelta(days=250), by="the group")
    publish(cast, replace(listed, email=TEA, confirmed=said))
    due = seen(cast, stella)[listed.slug].due
    assert Facts.TIMES in due
    assert Facts.NAME not in due


def test_a_group_on_a_break_is_left_alone_and_asked_when_it_is_over(cast: Cast, listed: Listing) -> None:
    today = cast.now.date()
    said = Confirmation(date=today - timedelta(days=400), by="the group")
    pause = Pause(until=today + timedelta(days=3))
    publish(cast, replace(listed, email=TEA, confirmed=said, pause=pause))
    assert ask(cast) == Asked()
    assert ask(cast, days=4).letters == 1


def test_what_was_said_of_room_is_asked_again_once_when_it_is_over(cast: Cast, listed: Listing) -> None:
    today = cast.now.date()
    room = Room(kind="full", on=today, until=today + timedelta(days=1))
    said = Confirmation(date=today, by="the group")
    publish(cast, replace(listed, email=TEA, confirmed=said, room=room))
    assert ask(cast, days=1) == Asked()
    assert ask(cast, days=1).letters == 1
    assert ask(cast, days=30) == Asked()


def test_a_steward_sees_what_is_stale_of_their_own_locality_only(cast: Cast, listed: Listing) -> None:
    assert set(seen(cast, steward(cast))) == {listed.slug}
    assert listed.slug not in seen(cast, steward(cast, "south-end", "saul"))
    assert set(seen(cast, steward(cast, "", "sia"))) > {listed.slug}


def test_letters_of_long_ago_are_forgotten_with_their_addresses_unless_one_still_counts(
    cast: Cast, listed: Listing
) -> None:
    steward(cast)
    silence(cast)
    ask(cast, days=400)
    assert hidden(cast) == {listed.slug}
    publish(cast, replace(listed, confirmed=Confirmation(date=cast.now.date(), by="the group")))
    ask(cast, days=1)
    with cast.store.read() as connection:
        assert connection.execute(text("SELECT email FROM prompt")).all() == []
