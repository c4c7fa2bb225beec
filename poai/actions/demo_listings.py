"""What groups, a steward and the public of a demo did with listings: so that each page of theirs has something to show."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from poai.actions import changing, checking, claiming, do_not_list, suggesting
from poai.actions.demo_diary import HOST, Diary, Story
from poai.actions.suggesting import Sent
from poai.domain.facts import CONFIRMED
from poai.domain.listing import Listing, Schedule
from poai.domain.listing_now import Break, By, Pause, Room
from poai.store import Listings

_FORM_TOOK = timedelta(minutes=2)
LUNCH, MEALS, WALKS = "example-monday-lunch", "example-meals-brought-home", "example-slow-walks"

Change = Callable[[Listing, date], Listing]


def listing_stories(diary: Diary, staff: Mapping[str, str], area: str) -> Iterator[Story]:
    """Everything that happened to listings; the steward looks after `area`."""
    teal, tern, martin, lark, siskin = (staff[name] for name in ("Teal", "Tern", "Martin", "Lark", "Siskin"))
    yield _confirms(diary, martin, LUNCH, 9)
    yield _proposes_and_is_returned(diary, martin, teal)
    yield _changes(diary, martin, MEALS, 4, "We cannot cook for more", _full)
    yield _changes(diary, lark, "example-home-visits", 6, "So many asked", _waiting_list)
    yield _changes(diary, siskin, WALKS, 5, "The path is being mended", _pause)
    yield _changes(diary, siskin, "example-chair-exercise", 5, "The hall is closed", _christmas)
    yield _changes(diary, martin, LUNCH, 2, "We have more room now", _renamed)
    yield _adds(diary, siskin, area)
    yield _adds_twice(diary, tern, area)
    yield _bars(diary, tern)
    yield _people_tell(diary, area)


def _confirms(diary: Diary, account: str, slug: str, back: int) -> Story:
    at = diary.day(back, 11)
    yield at
    with diary.office.work(at, account, HOST) as work:
        changing.confirm(work, slug, CONFIRMED, by=By.GROUP, role="the group", made_by=account)


def _changes(diary: Diary, account: str, slug: str, back: int, why: str, change: Change) -> Story:
    at = diary.day(back, 14)
    yield at
    _change(diary, account, slug, at, why, change)


def _proposes_and_is_returned(diary: Diary, member: str, steward: str) -> Story:
    at = diary.day(12, 10)
    yield at
    proposal = _change(diary, member, LUNCH, at, "It sounds better", _boasts)
    at = diary.day(11, 15)
    yield at
    actor = diary.actor(steward, at)
    message = "Please say what happens there, in a sentence or two. People decide by that."
    checking.give_back(diary.office, actor, proposal, message=message, now=at, address=HOST)


def _change(diary: Diary, account: str, slug: str, at: datetime, why: str, change: Change) -> str:
    actor = diary.actor(account, at)
    with diary.office.work(at, account, HOST) as work:
        head = Listings(work.connection).head(slug)
        if head is None or head.published is None:
            raise RuntimeError(f"the demo has no {slug}")
        after = change(head.record, at.date())
        return changing.change(work, actor, slug, after, base=head.published, why=why).proposal


def _full(listing: Listing, today: date) -> Listing:
    return replace(listing, room=Room(kind="full", on=today, until=today + timedelta(days=25)))


def _waiting_list(listing: Listing, today: date) -> Listing:
    room = Room(kind="waiting-list", weeks=3, on=today, until=today + timedelta(days=28))
    return replace(listing, room=room)


def _pause(listing: Listing, today: date) -> Listing:
    return replace(listing, pause=Pause(until=today + timedelta(days=21), reason="The path is being mended"))


def _christmas(listing: Listing, today: date) -> Listing:
    year = today.year
    away = Break(first=date(year, 12, 21), last=date(year + 1, 1, 3), reason="The hall is closed")
    return replace(listing, breaks=(away,))


def _boasts(listing: Listing, today: date) -> Listing:  # noqa: ARG001 -- as the others
    return replace(listing, description="The best lunch in town.")


def _renamed(listing: Listing, today: date) -> Listing:  # noqa: ARG001 -- as the others
    words = (
        "A hot meal with other people at noon, and a quiz or a song afterwards. A minibus fetches those who cannot"
        " walk far. This group is invented: it is part of the demo."
    )
    return replace(listing, name="Example Monday lunch and company", description=words)


def _adds(diary: Diary, account: str, area: str) -> Story:
    at = diary.day(3, 16)
    yield at
    actor = diary.actor(account, at)
    with diary.office.work(at, account, HOST) as work:
        head = Listings(work.connection).head(WALKS)
        if head is None:
            raise RuntimeError("the demo has no walks")
        new = _new(
            head.record,
            "Example balance class",
            "Simple exercises standing up, with a chair to hold. This group is invented: it is part of the demo.",
            area,
        )
        tuesdays = Schedule(freq="WEEKLY", byday="TU", opens_at="14:00", closes_at="15:00")
        changing.add(work, actor, replace(new, schedules=(tuesdays,), pause=None), why="It starts next month")


def _adds_twice(diary: Diary, account: str, area: str) -> Story:
    """A steward did not know that it is listed already: a double to find."""
    at = diary.day(8, 9)
    yield at
    actor = diary.actor(account, at)
    with diary.office.work(at, account, HOST) as work:
        head = Listings(work.connection).head(LUNCH)
        if head is None:
            raise RuntimeError("the demo has no lunch")
        again = _new(head.record, "Example Lunch on Mondays", head.record.description, area)
        changing.add(work, actor, replace(again, confirmed=None, checked=()), why="Found on a poster")


def _new(like: Listing, name: str, description: str, area: str) -> Listing:
    slug = name.lower().replace(" ", "-")
    identity = str(uuid5(NAMESPACE_URL, f"https://example.org/{slug}"))
    return replace(like, id=identity, slug=slug, name=name, description=description, locality=area)


def _bars(diary: Diary, account: str) -> Story:
    at = diary.day(7, 9)
    yield at
    actor = diary.actor(account, at)
    do_not_list.add_by_name(
        diary.office,
        actor,
        name="Example Holiday Club",
        postcode="",
        reason="It ended in 2024, and old lists still name it",
        now=at,
        address=HOST,
    )


def _people_tell(diary: Diary, area: str) -> Story:
    office = diary.office
    at = diary.day(2, 9)
    yield at
    sent = Sent(stamp=suggesting.stamped(office, at - _FORM_TOOK), trap="", address=HOST)
    words = "When I came on Friday nobody was there. A man said that they start at half past eleven now."
    suggesting.suggest_change(
        office, LUNCH, about="times", words=words, name="", reach="", urgent=False, sent=sent, now=at
    )
    at = diary.day(1, 9)
    yield at
    sent = Sent(stamp=suggesting.stamped(office, at - _FORM_TOOK), trap="", address=HOST)
    suggesting.tell_of_group(
        office,
        group="Example Knitters",
        words="They knit for the hospital and drink tea. Anybody may come.",
        where="In the library on Thursdays",
        contact="Ask at the desk",
        locality=area,
        name="Fern Fictional",
        reach="fern@example.org",
        urgent=False,
        sent=sent,
        now=at,
    )
    at = diary.day(1, 10)
    yield at
    sent = Sent(stamp=suggesting.stamped(office, at - _FORM_TOOK), trap="", address=HOST)
    claiming.claim(
        office,
        "example-lunch-club",
        name="Wagtail Example",
        email="wagtail@example.org",
        role="Treasurer",
        sent=sent,
        now=at,
    )
