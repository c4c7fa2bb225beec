"""Consent is asked for in words that are kept; once it is withdrawn nobody is shown anything on the strength of it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select, update

from poai.actions.consents import PERSON, give, kept, withdraw, withdrawn
from poai.actions.moving import move
from poai.actions.referring import refer
from poai.domain.access import Permission
from poai.domain.audit import Event
from poai.domain.consent import Consent, Field, Giver
from poai.domain.errors import ConsentError, InvalidError, MoveError, NotFoundError, StaleError
from poai.domain.letters import Letter
from poai.domain.referral import OPEN, Name, Party, Referral, Status
from poai.store import Consents
from poai.store.outbox import count
from poai.store.person_tables import consent as consent_table
from poai.store.referral_tables import referral
from tests.actions.casework import WAYS, Casework
from tests.actions.cast import Cast
from tests.actions.referrers import WORDS, agreed, referrers, wanted


@pytest.fixture
def work(cast: Cast) -> Casework:
    return referrers(cast)


def given(work: Casework, name: str = "nora", group: str = "friends", **changes: Any) -> Consent:
    said = agreed(work, group, Field.NEEDS, **changes)
    return give(work.office, work[name], work.ivy.id, said, words=WORDS, now=work.cast.now)


def the_consent(work: Casework, one: Referral) -> Consent:
    with work.office.work(work.cast.now, work["nora"].id) as unit:
        found = Consents(unit.connection, unit.keys()).get(one.consent)
    assert found
    return found


def test_s44_consent_keeps_who_when_how_in_which_words_and_what(work: Casework) -> None:
    consent = given(work, giver=Giver.ATTORNEY, who=" Kay  Northerner ")
    _, (one,) = kept(work.office, work["neil"], work.ivy.id, now=work.cast.now)
    assert one.consent == consent
    assert (consent.giver, consent.who, consent.wording) == (Giver.ATTORNEY, "Kay Northerner", "1")
    assert consent.fields == {Field.NAMES, Field.CONTACT, Field.NEEDS}
    assert (one.by, one.withdrawn_by, one.why) == ("Nora", "", "")
    assert work.cast.count(Event.CONSENT_GIVEN) == 1
    with work.cast.store.read() as connection:
        row = connection.execute(select(consent_table)).one()
    assert "Kay" not in repr([bytes(v) if isinstance(v, memoryview) else v for v in row])


def test_what_is_no_consent_is_not_kept(work: Casework) -> None:
    today = work.cast.now.date()
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"giver": Giver.DEPUTY}, "who", "missing"),
        ({"organisation": "nobody"}, "organisation", "wrong"),
        ({"purpose": "fun"}, "purpose", "wrong"),
        ({"wording": "7"}, "wording", "wrong"),
        ({"until": today - timedelta(days=1)}, "until", "wrong"),
        ({"until": today + timedelta(days=3000)}, "until", "too-late"),
    ]
    for changes, field, reason in wrong:
        with pytest.raises(InvalidError) as caught:
            given(work, **changes)
        assert (caught.value.field, caught.value.reason) == (field, reason)
    assert kept(work.office, work["nora"], work.ivy.id, now=work.cast.now)[1] == []


def test_nobody_but_the_worker_and_the_lead_gives_or_withdraws_it(work: Casework) -> None:
    consent = given(work)
    for name in set(work.actors) - {"nora", "lena"}:
        with pytest.raises(NotFoundError):
            given(work, name)
        with pytest.raises(NotFoundError):
            withdraw(work.office, work[name], work.ivy.id, consent.id, why="no", now=work.cast.now)
    assert given(work, "lena", "library").by == work["lena"].id


def test_a_consent_is_withdrawn_only_from_the_record_that_it_is_on(work: Casework) -> None:
    other = work.person("Ash Southerner", "sami")
    with pytest.raises(NotFoundError):
        withdraw(work.office, work["sami"], other.id, given(work).id, why="no", now=work.cast.now)


def test_s44_withdrawn_it_stops_every_referral_at_once_and_tells_who_holds_something(work: Casework) -> None:
    consent = given(work)
    made = {status: work.referral(status, listing=f"l-{status}") for status in WAYS}
    with work.cast.store.work() as connection:
        connection.execute(update(referral).values(consent_id=consent.id))
    shown = {status for status, one in made.items() if work.sees("olga", one)}
    work.cast.letters()
    stopped = withdraw(
        work.office, work["nora"], work.ivy.id, consent.id, why="I have changed my mind", now=work.cast.now
    )
    open_before = {Status.SENT, Status.RECEIVED, Status.WAITING, Status.ACCEPTED, Status.IN_PROGRESS}
    assert {one.id for one in stopped} == {made[status].id for status in open_before}
    assert {one.status for one in stopped} == {Status.WITHDRAWN}
    assert not any(work.sees("olga", one) for one in made.values())
    letters = work.cast.letters()
    assert {letter.letter for letter in letters} == {Letter.REFERRAL_STOPPED}
    assert {letter.values["reference"] for letter in letters} == {made[status].reference for status in shown}
    with pytest.raises(ConsentError):
        move(work.office, work["nora"], made[Status.DRAFT].id, Name.SEND, version=0, now=work.cast.now)
    _, rows = kept(work.office, work["nora"], work.ivy.id, now=work.cast.now)
    (one,) = [row for row in rows if row.consent.id == consent.id]
    assert (one.withdrawn_by, one.why) == ("Nora", "I have changed my mind")
    ended = [row.detail["consent"] for row in work.cast.trail() if row.event == Event.CONSENT_WITHDRAWN]
    assert ended.count(consent.id) == 1


def test_s44_letters_that_wait_are_taken_back(work: Casework) -> None:
    one = work.referral(Status.DRAFT)
    move(work.office, work["nora"], one.id, Name.SEND, version=0, now=work.cast.now)
    other = work.referral(Status.DRAFT, listing="walks", organisation="library")
    move(work.office, work["nora"], other.id, Name.SEND, version=0, now=work.cast.now)
    consent = the_consent(work, one)
    withdraw(work.office, work["nora"], work.ivy.id, consent.id, why="no", now=work.cast.now)
    letters = work.cast.letters()
    (link,) = [letter.values["link"] for letter in letters if letter.letter == Letter.REFERRAL_SENT]
    assert link.endswith(other.id)
    assert [letter.values["reference"] for letter in letters if letter.letter == Letter.REFERRAL_STOPPED] == [
        one.reference
    ]


def test_the_person_withdraws_it_themselves_and_the_worker_is_told(work: Casework) -> None:
    one = work.referral(Status.ACCEPTED)
    consent = the_consent(work, one)
    with work.office.work(work.cast.now, PERSON) as unit:
        (stopped,) = withdrawn(unit, consent, by="", party=Party.PERSON, why="no more")
    assert stopped.status is Status.WITHDRAWN
    _, (row,) = kept(work.office, work["nora"], work.ivy.id, now=work.cast.now)
    assert (row.withdrawn_by, row.why) == (PERSON, "no more")
    assert {letter.letter for letter in work.cast.letters()} == {
        Letter.REFERRAL_STOPPED,
        Letter.REFERRAL_MOVED,
    }


def test_it_is_withdrawn_once(work: Casework) -> None:
    consent = given(work)
    withdraw(work.office, work["nora"], work.ivy.id, consent.id, why="no", now=work.cast.now)
    with pytest.raises(StaleError):
        withdraw(work.office, work["nora"], work.ivy.id, consent.id, why="no", now=work.cast.now)
    with pytest.raises(InvalidError):
        withdraw(work.office, work["nora"], work.ivy.id, given(work).id, why=" ", now=work.cast.now)


def test_nothing_waits_for_a_group_that_was_never_asked(work: Casework) -> None:
    one = work.referral(Status.DRAFT)
    withdraw(work.office, work["nora"], work.ivy.id, one.consent, why="no", now=work.cast.now)
    with work.cast.store.read() as connection:
        assert count(connection, "waiting") == 0


def referrals_of(work: Casework) -> list[Referral]:
    with work.office.work(work.cast.now, "test") as unit:
        seen = unit.referrals(work["lena"])
        return seen.of_person(work.ivy.id, Permission.REFERRAL_READ, work.cast.now)


def both_at_once(*deeds: Callable[[], object]) -> None:
    """Does all of them in the same moment; that somebody was first is no surprise."""
    ready = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> None:
        ready.wait()
        with suppress(ConsentError, StaleError, MoveError, NotFoundError):
            deed()

    threads = [Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_s44_withdrawn_in_the_moment_of_sending_nothing_is_left_with_the_group(work: Casework) -> None:
    now = work.cast.now
    for number in range(8):
        one = work.referral(Status.DRAFT, listing=f"l-{number}")
        both_at_once(
            partial(move, work.office, work["nora"], one.id, Name.SEND, version=0, now=now),
            partial(withdraw, work.office, work["nora"], work.ivy.id, one.consent, why="no", now=now),
        )
        assert work.now_is(one).status in (Status.DRAFT, Status.WITHDRAWN)
    assert all(letter.letter == Letter.REFERRAL_STOPPED for letter in work.cast.letters())


def test_s44_a_group_that_answers_in_the_same_moment_does_not_keep_it_from_being_withdrawn(
    work: Casework,
) -> None:
    now = work.cast.now
    for number in range(8):
        one = work.referral(Status.SENT, listing=f"l-{number}")
        both_at_once(
            partial(move, work.office, work["olga"], one.id, Name.ACCEPT, version=one.version, now=now),
            partial(withdraw, work.office, work["nora"], work.ivy.id, one.consent, why="no", now=now),
        )
        assert the_consent(work, one).withdrawn_at == now
        assert work.now_is(one).status is Status.WITHDRAWN


def test_s44_withdrawn_while_another_referral_is_made_on_it_stops_that_too_or_first(work: Casework) -> None:
    now = work.cast.now
    for slug in ("tea", "walks", "tea", "walks"):
        consent = given(work)
        want = [wanted(work, slug, asked=False)]
        both_at_once(
            partial(refer, work.office, work["nora"], work.ivy.id, want, WORDS, now=now),
            partial(withdraw, work.office, work["nora"], work.ivy.id, consent.id, why="no", now=now),
        )
        assert not [one for one in referrals_of(work) if one.status in OPEN]
