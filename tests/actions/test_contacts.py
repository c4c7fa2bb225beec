"""A group records that it was in touch: the first time something begins, the referral is under way."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from poai.actions.answering import look
from poai.actions.contacts import Recorded, record
from poai.domain.audit import Event
from poai.domain.contact import Kind
from poai.domain.errors import InvalidError, MoveError, NotFoundError
from poai.domain.letters import Letter
from poai.domain.referral import Referral, Status
from tests.actions.casework import Casework
from tests.actions.cast import Cast

SQLITE = pytest.mark.parametrize(
    "empty_store", ["sqlite"], indirect=True
)  # where the database decides nothing
TODAY = date(2026, 11, 23)


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def records(
    work: Casework,
    one: Referral,
    kind: Kind = Kind.SPOKE,
    on: date = TODAY,
    words: str = "",
    *,
    who: str = "olga",
    key: str = "",
) -> None:
    given = Recorded(kind=kind, on=on, words=words)
    record(work.office, work[who], one.id, given, key=key, now=work.cast.now)


def test_with_the_first_talk_or_meeting_it_is_under_way(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    work.cast.letters()
    records(work, one, Kind.MISSED, words="nobody answered")
    assert work.now_is(one).status is Status.ACCEPTED
    work.cast.later(minutes=1)
    records(work, one, Kind.ATTENDED)
    started = work.now_is(one)
    assert started.status is Status.IN_PROGRESS
    (told,) = work.cast.letters()
    assert (told.to, told.letter) == ("nora@example.org", Letter.REFERRAL_MOVED)
    work.cast.later(minutes=1)
    records(work, one, Kind.SPOKE)
    assert work.now_is(one) == started
    seen = look(work.office, work["olga"], one.id, now=work.cast.now)
    assert [(each.kind, each.words) for each in seen.contacts] == [
        (Kind.MISSED, "nobody answered"),
        (Kind.ATTENDED, ""),
        (Kind.SPOKE, ""),
    ]
    assert work.cast.count(Event.CONTACT_RECORDED) == 3


@SQLITE
def test_nothing_is_recorded_before_yes_or_after_the_end(work: Casework) -> None:
    for status in set(Status) - {Status.ACCEPTED, Status.IN_PROGRESS}:
        one = work.referral(status, listing=f"a-{status}")
        with pytest.raises((MoveError, NotFoundError)):
            records(work, one)
        assert work.now_is(one) == one


@SQLITE
def test_s20_only_the_group_that_was_asked_records(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    for who in ("nora", "lena", "sami", "omar", "stew", "ada", "gus"):
        with pytest.raises(NotFoundError):
            records(work, one, who=who)
    assert work.now_is(one) == one


@SQLITE
def test_a_day_is_not_to_come_and_not_before_the_referral(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    for wrong in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(InvalidError) as refused:
            records(work, one, on=wrong)
        assert (refused.value.field, refused.value.reason) == ("on", "wrong")


def test_s54_what_is_sent_twice_is_recorded_once(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    for _ in range(3):
        records(work, one, words="on the telephone", key="k")
    assert len(look(work.office, work["olga"], one.id, now=work.cast.now).contacts) == 1


@SQLITE
def test_s50_what_was_recorded_is_sealed(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    records(work, one, words="her knees are bad")
    with work.cast.store.read() as connection:
        kept = connection.execute(text("SELECT words FROM contact")).scalar_one()
    assert b"knees" not in bytes(kept)
