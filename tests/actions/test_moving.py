"""Every move, from every status, by everybody there is: only what the table allows is done, and the rest leaves no mark."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import text

from poai.actions.moving import move, moves_for
from poai.domain.audit import Event
from poai.domain.consent import Consent
from poai.domain.errors import ConsentError, MoveError, NotFoundError, StaleError
from poai.domain.letters import Letter
from poai.domain.referral import Answer, Name, Party, Referral, Refusal, Status
from poai.store import Consents, Keys, Referrals
from tests.actions.casework import Casework, apt
from tests.actions.cast import Cast
from tests.domain.test_referral import ROWS

# In which parts each of the cast stands to a referral that Nora made for her Ivy to the friends, in the north end.
PARTS = {
    "nora": {Party.WORKER, Party.MAKER},
    "neil": set(),  # a colleague sees it, and does nothing with it
    "lena": {Party.WORKER},
    "sami": set(),
    "lars": set(),
    "olga": {Party.ORGANISATION},
    "omar": set(),
    "stew": {Party.STEWARD},
    "saul": set(),
    "ada": set(),
    "gus": set(),
}
UNSEEN = {Status.DRAFT, Status.WITHDRAWN, Status.ERROR}  # by the group


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def allowed(name: Name, status: Status, who: str) -> bool:
    """By the table that is written out by hand."""
    sources, _, by = ROWS[name]
    parts = PARTS[who] - ({Party.ORGANISATION} if status in UNSEEN else set())
    return status in sources and bool(parts & by)


def test_everybody_can_make_exactly_the_moves_of_the_table(work: Casework) -> None:
    today, made = work.cast.now.date(), 0
    tries = list(product(Name, PARTS))
    for status in Status:
        referrals = work.referrals(status, [f"{status}-{name}-{who}" for name, who in tries])
        for (name, who), one in zip(tries, referrals, strict=True):
            done = moves(work, who, one, name, apt(name, today))
            after = work.now_is(one)
            assert done == allowed(name, status, who), (name, status, who)
            assert after.status is (ROWS[name][1] if done else status)
            assert after.version == one.version + done
            made += done
    assert work.cast.count(Event.REFERRAL_MOVED) == made


def moves(work: Casework, who: str, one: Referral, name: Name, answer: Answer) -> bool:
    """Whether somebody could."""
    try:
        move(work.office, work[who], one.id, name, version=one.version, answer=answer, now=work.cast.now)
    except (MoveError, NotFoundError):
        return False
    return True


def test_the_buttons_are_what_can_be_done(work: Casework) -> None:
    for status in Status:
        one = work.referral(status, listing=status)
        with work.cast.store.read() as connection:
            referrals = Referrals(connection, None, Keys.load(connection, work.cast.secret))
            thing = referrals.thing(one.id, work.cast.now)
        assert thing
        for who in PARTS:
            offered = {each.name for each in moves_for(work[who], thing, one)}
            assert offered == {name for name in Name if allowed(name, status, who)}, (status, who)


def test_who_may_not_see_it_is_told_that_there_is_none(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    for who in ("sami", "lars", "omar", "saul", "ada", "gus"):
        with pytest.raises(NotFoundError):
            move(work.office, work[who], one.id, Name.ACCEPT, version=one.version, now=work.cast.now)
    with pytest.raises(NotFoundError):
        move(work.office, work["nora"], "no such id", Name.ACCEPT, version=1, now=work.cast.now)


def test_s55_a_stale_move_is_refused_and_changes_nothing(work: Casework) -> None:
    one = work.referral(Status.SENT)
    move(work.office, work["olga"], one.id, Name.ACCEPT, version=one.version, now=work.cast.now)
    with pytest.raises(StaleError):
        move(work.office, work["nora"], one.id, Name.WITHDRAW, version=one.version, now=work.cast.now)
    assert work.now_is(one).status is Status.ACCEPTED


def test_what_a_move_needs_is_asked_for(work: Casework) -> None:
    one = work.referral(Status.RECEIVED)
    with pytest.raises(MoveError) as refused:
        move(work.office, work["olga"], one.id, Name.DECLINE, version=one.version, now=work.cast.now)
    assert refused.value.refusal is Refusal.REASON


def test_the_other_side_is_told_without_a_name(work: Casework) -> None:
    one = work.referral(Status.DRAFT)
    work.cast.letters()
    move(work.office, work["nora"], one.id, Name.SEND, version=one.version, now=work.cast.now)
    (sent,) = work.cast.letters()
    assert (sent.to, sent.letter) == ("olga@example.org", Letter.REFERRAL_SENT)
    move(work.office, work["olga"], one.id, Name.ACCEPT, version=1, now=work.cast.now)
    (told,) = work.cast.letters()
    assert (told.to, told.letter) == ("nora@example.org", Letter.REFERRAL_MOVED)
    move(work.office, work["nora"], one.id, Name.WITHDRAW, version=2, now=work.cast.now)
    (stopped,) = work.cast.letters()
    assert (stopped.to, stopped.letter) == ("olga@example.org", Letter.REFERRAL_STOPPED)
    assert "Ivy" not in repr((sent, told, stopped))


def test_looking_for_the_first_time_tells_nobody(work: Casework) -> None:
    one = work.referral(Status.SENT)
    work.cast.letters()
    move(work.office, work["olga"], one.id, Name.OPEN, version=one.version, now=work.cast.now)
    assert work.cast.letters() == []


def test_a_group_has_five_working_days_and_the_clock_stops_when_it_answers(work: Casework) -> None:
    one = work.referral(Status.DRAFT)
    move(work.office, work["nora"], one.id, Name.SEND, version=0, now=work.cast.now)
    sent = work.now_is(one)
    assert work.cast.now.date().isoformat() == "2026-11-23"  # a Monday
    assert str(sent.answer_by) == "2026-11-30"
    move(work.office, work["olga"], one.id, Name.OPEN, version=1, now=work.cast.now)
    assert work.now_is(one).answer_by == sent.answer_by
    move(work.office, work["olga"], one.id, Name.ACCEPT, version=2, now=work.cast.now)
    assert work.now_is(one).answer_by is None


def stop(work: Casework, one: Referral) -> None:
    with work.cast.store.work() as connection:
        consents = Consents(connection, Keys.load(connection, work.cast.secret))
        consents.withdraw(one.consent, by="person", why="changed their mind", now=work.cast.now)


def test_s44_without_consent_nothing_is_sent_and_the_group_sees_nothing(work: Casework) -> None:
    draft, ended = work.referral(Status.DRAFT), work.referral(Status.ENDED, listing="another")
    assert work.sees("olga", ended)
    for one in (draft, ended):
        stop(work, one)
    assert not work.sees("olga", ended)
    for one, name in ((draft, Name.SEND), (ended, Name.REOPEN)):
        with pytest.raises(ConsentError):
            move(
                work.office,
                work["nora"],
                one.id,
                name,
                version=one.version,
                answer=apt(name, work.cast.now.date()),
                now=work.cast.now,
            )
        assert work.now_is(one) == one


def test_s44_consent_that_has_run_out_shares_nothing_more(work: Casework) -> None:
    one = work.referral(Status.IN_PROGRESS)
    until: Consent | None
    with work.cast.store.read() as connection:
        until = Consents(connection, Keys.load(connection, work.cast.secret)).get(one.consent)
    assert until
    last = work.cast.now.replace(hour=23) + (until.until - work.cast.now.date())
    work.cast.now = last
    assert work.sees("olga", one)
    work.cast.now = last + timedelta(hours=1)
    assert not work.sees("olga", one)
    with pytest.raises(NotFoundError):
        move(
            work.office,
            work["olga"],
            one.id,
            Name.FINISH,
            version=one.version,
            answer=apt(Name.FINISH, work.cast.now.date()),
            now=work.cast.now,
        )


def test_reopened_it_keeps_its_past(work: Casework) -> None:
    one = work.referral(Status.DECLINED)
    again = move(
        work.office,
        work["nora"],
        one.id,
        Name.REOPEN,
        version=one.version,
        answer=apt(Name.REOPEN, work.cast.now.date()),
        now=work.cast.now,
    )
    with work.cast.store.read() as connection:
        moves = Referrals(connection, None, Keys.load(connection, work.cast.secret)).history(one.id)
    assert [each.move for each in moves] == [Name.SEND, Name.DECLINE, Name.REOPEN]
    assert [each.number for each in moves] == [1, 2, 3]
    assert moves[-1].answer.note == "there is room again"
    assert again.status is Status.SENT


def test_what_was_said_is_sealed(work: Casework) -> None:
    one = work.referral(Status.ENDED)
    move(
        work.office,
        work["nora"],
        one.id,
        Name.REOPEN,
        version=one.version,
        answer=apt(Name.REOPEN, work.cast.now.date()),
        now=work.cast.now,
    )
    with work.cast.store.read() as connection:
        for table in ("referral", "referral_move", "consent", "person"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()
            assert rows
            kept = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows])
            for words in ("there is room again", "Ivy", "by post", "Please ring her"):
                assert words not in kept
