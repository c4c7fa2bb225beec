"""The two sides of a referral write to each other, and nobody else reads or hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from poai.actions.messages import ask, read
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, RepeatedError
from poai.domain.letters import Letter
from poai.domain.referral import Party, Referral, Status
from tests.actions.casework import Casework
from tests.actions.cast import Cast

SQLITE = pytest.mark.parametrize(
    "empty_store", ["sqlite"], indirect=True
)  # where the database decides nothing
WORDS = "Does she need a lift? Her knees are bad."


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def writes(work: Casework, who: str, one: Referral, party: Party, words: str = WORDS, key: str = "") -> None:
    ask(work.office, work[who], one.id, party, words, key=key, now=work.cast.now)


def reads(work: Casework, who: str, one: Referral, party: Party) -> list[tuple[str, bool]]:
    found = read(work.office, work[who], one.id, party, now=work.cast.now)
    return [(each.words, each.seen_at is not None) for each in found.messages]


def test_a_question_and_its_answer_are_read_by_both_sides_and_seen_once(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    writes(work, "olga", one, Party.ORGANISATION)
    assert reads(work, "olga", one, Party.ORGANISATION) == [(WORDS, False)]
    assert reads(work, "nora", one, Party.WORKER) == [(WORDS, False)]
    assert reads(work, "nora", one, Party.WORKER) == [(WORDS, True)]
    work.cast.later(minutes=1)
    writes(work, "nora", one, Party.WORKER, "Yes, from home.")
    assert reads(work, "olga", one, Party.ORGANISATION) == [(WORDS, True), ("Yes, from home.", False)]
    assert work.cast.count(Event.MESSAGE_SENT) == 2


@SQLITE
def test_the_other_side_hears_at_most_once_an_hour_and_never_what_was_said(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    work.cast.letters()
    heard = []
    for _ in range(5):  # at 0, 25, 50, 75 and 100 minutes
        writes(work, "olga", one, Party.ORGANISATION)
        heard.append([(each.to, each.letter) for each in work.cast.letters()])
        work.cast.later(minutes=25)
    told = [("nora@example.org", Letter.REFERRAL_MESSAGE)]
    assert heard == [told, [], [], told, []]
    writes(work, "nora", one, Party.WORKER, "I will ask Ivy")
    (letter,) = work.cast.letters()
    assert (letter.to, letter.letter) == ("olga@example.org", Letter.REFERRAL_MESSAGE)
    assert "Ivy" not in repr(letter)


@SQLITE
def test_s20_who_is_on_neither_side_neither_reads_nor_writes(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    others = {
        Party.ORGANISATION: ("nora", "neil", "lena", "sami", "omar", "stew", "ada", "gus"),
        Party.WORKER: ("neil", "sami", "lars", "olga", "omar", "stew", "ada", "gus"),
    }
    for party, names in others.items():
        for who in names:
            with pytest.raises(NotFoundError):
                writes(work, who, one, party)
            with pytest.raises(NotFoundError):
                reads(work, who, one, party)
    assert work.cast.count(Event.MESSAGE_SENT) == 0


def test_s54_a_message_sent_twice_is_written_once(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    for _ in range(3):
        writes(work, "nora", one, Party.WORKER, key="k")
    with pytest.raises(RepeatedError):
        writes(work, "nora", one, Party.WORKER, "something else", key="k")
    assert reads(work, "nora", one, Party.WORKER) == [(WORDS, False)]


@pytest.mark.parametrize(
    ("status", "organisation", "why"),
    [(Status.DECLINED, "friends", "over"), (Status.SENT, "nobody-there", "unreachable")],
)
@SQLITE
def test_nothing_is_written_where_nobody_would_read_it(
    work: Casework, status: Status, organisation: str, why: str
) -> None:
    one = work.referral(status, organisation=organisation)
    thread = read(work.office, work["nora"], one.id, Party.WORKER, now=work.cast.now)
    assert thread.closed == why
    with pytest.raises(InvalidError) as refused:
        writes(work, "nora", one, Party.WORKER)
    assert (refused.value.field, refused.value.reason) == ("message", why)


@SQLITE
def test_a_group_that_declined_no_longer_reads_what_was_written(work: Casework) -> None:
    asked = work.referral(Status.RECEIVED)
    writes(work, "nora", asked, Party.WORKER, "Ivy is 80")
    with work.cast.store.work() as connection:
        connection.execute(text("UPDATE referral SET status = 'declined'"))
    assert reads(work, "olga", asked, Party.ORGANISATION) == []
    assert reads(work, "nora", asked, Party.WORKER) == [("Ivy is 80", False)]


@SQLITE
def test_s50_what_was_written_is_sealed(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    writes(work, "nora", one, Party.WORKER)
    with work.cast.store.read() as connection:
        kept = connection.execute(text("SELECT words FROM message")).scalar_one()
    assert b"knees" not in bytes(kept)


@SQLITE
def test_what_cannot_be_kept_is_refused(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    for wrong in ("", " \n ", "x" * 2001, "\u202edoolb"):
        with pytest.raises(InvalidError):
            writes(work, "nora", one, Party.WORKER, wrong)


@SQLITE
def test_after_a_while_the_group_no_longer_sees_whom_it_helped(work: Casework) -> None:
    one = work.referral(Status.IN_PROGRESS)
    writes(work, "nora", one, Party.WORKER)
    with work.cast.store.work() as connection:
        connection.execute(text("UPDATE referral SET status = 'ended'"))
    assert reads(work, "olga", one, Party.ORGANISATION) == [(WORDS, False)]
    work.cast.now += timedelta(days=30)
    assert read(work.office, work["olga"], one.id, Party.ORGANISATION, now=work.cast.now).messages == ()


def test_nothing_is_written_to_a_group_that_may_no_longer_see_whom_it_is_about(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    work.cast.later(days=366)  # consent was for a year
    with pytest.raises(InvalidError, match="unshared"):
        writes(work, "nora", one, Party.WORKER)
    assert read(work.office, work["nora"], one.id, Party.WORKER, now=work.cast.now).closed == "unshared"
