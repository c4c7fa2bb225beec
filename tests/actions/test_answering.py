"""The group's side: what it sees, from when until when, and that of many answers one is taken."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest

from poai.actions import accounts
from poai.actions.answering import answer, inbox, look
from poai.actions.messages import ask
from poai.actions.moving import move
from poai.domain.audit import Event
from poai.domain.errors import (
    InvalidError,
    MoveError,
    NotFoundError,
    RepeatedError,
    StaleError,
)
from poai.domain.letters import Letter
from poai.domain.referral import OPEN, Answer, Name, Outcome, Party, Reason, Referral, Status
from poai.store import Consents, Keys
from tests.actions.casework import Casework
from tests.actions.cast import Cast

SQLITE = pytest.mark.parametrize(
    "empty_store", ["sqlite"], indirect=True
)  # where the database decides nothing
OTHERS = ("nora", "neil", "lena", "sami", "lars", "omar", "stew", "saul", "ada", "gus")


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def answers(
    work: Casework,
    one: Referral,
    name: Name = Name.ACCEPT,
    given: Answer | None = None,
    *,
    who: str = "olga",
    key: str = "",
) -> None:
    answer(
        work.office,
        work[who],
        one.id,
        name,
        version=one.version,
        key=key,
        given=given or Answer(),
        now=work.cast.now,
    )


def ends_consent(work: Casework, one: Referral) -> None:
    with work.cast.store.work() as connection:
        consents = Consents(connection, Keys.load(connection, work.cast.secret))
        consents.withdraw(one.consent, by="person", why="changed her mind", now=work.cast.now)


def test_the_first_look_moves_it_and_tells_nobody_and_the_second_does_nothing(work: Casework) -> None:
    one = work.referral(Status.SENT)
    work.cast.letters()
    seen = look(work.office, work["olga"], one.id, now=work.cast.now)
    assert seen.referral.status is Status.RECEIVED
    assert seen.referral.version == one.version + 1
    again = look(work.office, work["olga"], one.id, now=work.cast.now)
    assert again.referral == seen.referral
    assert work.cast.letters() == []
    assert work.cast.count(Event.REFERRAL_READ) == 2
    assert work.cast.count(Event.REFERRAL_MOVED) == 1


def test_of_eight_who_look_first_one_moves_it_and_all_see_it(work: Casework) -> None:
    one = work.referral(Status.SENT)
    start, seen = Barrier(8), []

    def looks() -> None:
        start.wait()
        seen.append(look(work.office, work["olga"], one.id, now=work.cast.now).referral.status)

    threads = [Thread(target=looks) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [Status.RECEIVED] * 8
    assert work.now_is(one).version == one.version + 1


def test_s54_of_eight_answers_at_once_one_is_taken_and_seven_are_told(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    work.cast.letters()
    start, done = Barrier(8), []

    def tries(number: int) -> None:
        start.wait()
        try:
            if number % 2:
                answers(work, one, key=f"k{number}")
            else:
                answers(work, one, Name.DECLINE, Answer(reason=Reason.FULL), key=f"k{number}")
            done.append("done")
        except StaleError:
            done.append("told")

    threads = [Thread(target=tries, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["done"] + ["told"] * 7
    assert work.now_is(one).version == one.version + 1
    assert [each.letter for each in work.cast.letters()] == [Letter.REFERRAL_MOVED]


def test_s20_only_the_group_that_was_asked_sees_it_and_answers(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    for who in OTHERS:
        with pytest.raises(NotFoundError):
            look(work.office, work[who], one.id, now=work.cast.now)
        with pytest.raises(NotFoundError):
            answers(work, one, who=who)
    assert [item.referral.id for item in inbox(work.office, work["olga"], now=work.cast.now)] == [one.id]
    assert inbox(work.office, work["omar"], now=work.cast.now) == []
    for who in OTHERS:
        if who != "omar":
            with pytest.raises(NotFoundError):
                inbox(work.office, work[who], now=work.cast.now)
    assert work.now_is(one) == one


def test_the_list_has_what_is_open_and_what_is_over_lately_the_oldest_first(work: Casework) -> None:
    made = {}
    for status in Status:
        made[status] = work.referral(status, of=work.person(f"Somebody {status}"), listing=f"a-{status}")
        work.cast.later(minutes=1)
    items = inbox(work.office, work["olga"], now=work.cast.now)
    shown = [status for status in Status if status in OPEN | {Status.DECLINED, Status.ENDED}]
    assert [item.referral.id for item in items] == [made[status].id for status in shown]
    named = {item.referral.status: item.names for item in items}
    assert named.pop(Status.DECLINED) == ""
    assert all(named.values())
    work.cast.now += timedelta(days=30)
    left = {item.referral.status for item in inbox(work.office, work["olga"], now=work.cast.now)}
    assert left == set(OPEN)


@SQLITE
def test_waiting_is_counted_in_working_days(work: Casework) -> None:
    work.referral(Status.SENT)  # on a Monday
    waited = []
    for days in (0, 1, 3, 2, 1):
        work.cast.now += timedelta(days=days)
        (item,) = inbox(work.office, work["olga"], now=work.cast.now)
        waited.append(item.days)
    assert waited == [0, 1, 4, 4, 5]  # Monday, Tuesday, Friday, Sunday, Monday


def test_the_list_says_where_there_is_a_new_message(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    ask(work.office, work["nora"], one.id, Party.WORKER, "Any news?", key="", now=work.cast.now)
    assert [item.unread for item in inbox(work.office, work["olga"], now=work.cast.now)] == [1]
    look(work.office, work["olga"], one.id, now=work.cast.now)
    assert [item.unread for item in inbox(work.office, work["olga"], now=work.cast.now)] == [0]


@SQLITE
def test_what_is_not_sent_or_taken_back_is_as_if_it_never_was(work: Casework) -> None:
    for status in (Status.DRAFT, Status.WITHDRAWN, Status.ERROR):
        one = work.referral(status, listing=f"a-{status}")
        with pytest.raises(NotFoundError):
            look(work.office, work["olga"], one.id, now=work.cast.now)
        with pytest.raises(NotFoundError):
            answers(work, one)


@SQLITE
def test_s44_when_consent_ends_the_group_sees_and_does_nothing_more(work: Casework) -> None:
    one = work.referral(Status.IN_PROGRESS)
    ends_consent(work, one)
    with pytest.raises(NotFoundError):
        look(work.office, work["olga"], one.id, now=work.cast.now)
    with pytest.raises(NotFoundError):
        answers(work, one, Name.FINISH, Answer(outcome=Outcome.HELPED))
    assert inbox(work.office, work["olga"], now=work.cast.now) == []
    assert work.now_is(one).status is Status.IN_PROGRESS


@SQLITE
def test_whoever_declined_no_longer_sees_who_it_was_about(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    answers(work, one, Name.DECLINE, Answer(reason=Reason.OTHER, note="the hall is shut"))
    seen = look(work.office, work["olga"], one.id, now=work.cast.now)
    assert (seen.shared, seen.contacts, seen.thread.messages, seen.moves) == (None, (), (), ())
    after = work.now_is(one)
    move(
        work.office,
        work["nora"],
        one.id,
        Name.REOPEN,
        version=after.version,
        answer=Answer(note="it is open again"),
        now=work.cast.now,
    )
    assert look(work.office, work["olga"], one.id, now=work.cast.now).shared


@SQLITE
def test_the_page_offers_what_can_be_done(work: Casework) -> None:
    offered = {
        Status.RECEIVED: {Name.ACCEPT, Name.WAIT, Name.DECLINE},
        Status.WAITING: {Name.ACCEPT, Name.DECLINE},
        Status.ACCEPTED: {Name.START, Name.NOT_STARTED},
        Status.IN_PROGRESS: {Name.FINISH},
        Status.ENDED: set(),
    }
    for status, moves in offered.items():
        one = work.referral(status, listing=f"a-{status}")
        assert set(look(work.office, work["olga"], one.id, now=work.cast.now).moves) == moves


@SQLITE
def test_what_an_answer_lacks_is_said_and_nothing_is_done(work: Casework) -> None:
    made = {
        status: work.referral(status, listing=f"a-{status}")
        for status in (Status.RECEIVED, Status.ACCEPTED, Status.IN_PROGRESS)
    }
    lacking = [
        (Status.RECEIVED, Name.WAIT, Answer(), ("expected", "missing")),
        (Status.RECEIVED, Name.WAIT, Answer(expected=date(2026, 11, 22)), ("expected", "wrong")),
        (Status.RECEIVED, Name.DECLINE, Answer(), ("reason", "missing")),
        (Status.RECEIVED, Name.DECLINE, Answer(reason=Reason.OTHER, note=" "), ("note", "missing")),
        (Status.ACCEPTED, Name.NOT_STARTED, Answer(), ("reason", "missing")),
        (Status.IN_PROGRESS, Name.FINISH, Answer(note="fine"), ("outcome", "missing")),
        (Status.RECEIVED, Name.ACCEPT, Answer(note="x" * 1001), ("note", "too-long")),
    ]
    for status, name, given, wrong in lacking:
        with pytest.raises(InvalidError) as refused:
            answers(work, made[status], name, given)
        assert (refused.value.field, refused.value.reason) == wrong
        assert work.now_is(made[status]) == made[status]


@SQLITE
def test_what_cannot_be_done_from_there_is_refused(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    for name in (Name.FINISH, Name.NOT_STARTED, Name.WITHDRAW, Name.CORRECT, Name.REOPEN, Name.SEND):
        with pytest.raises(MoveError):
            answers(work, one, name)


@SQLITE
def test_s54_an_answer_sent_twice_is_given_once(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    work.cast.letters()
    for _ in range(3):
        answers(work, one, key="k")
    with pytest.raises(RepeatedError):
        answers(work, one, Name.DECLINE, Answer(reason=Reason.FULL), key="k")
    assert work.now_is(one).version == one.version + 1
    assert len(work.cast.letters()) == 1


def test_a_no_is_heard_by_those_who_lead_the_team_once_its_worker_has_left(work: Casework) -> None:
    one = work.referral(Status.SENT)
    accounts.disable(work.office, work["ada"], work["nora"].id, now=work.cast.now)
    work.cast.letters()
    answers(work, one, Name.DECLINE, Answer(reason=Reason.FULL))
    assert [letter.to for letter in work.cast.letters()] == ["lena@example.org"]
