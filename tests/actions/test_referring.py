"""Somebody is referred with consent, to several groups all or nothing, once however often the form is sent."""

import threading
from datetime import timedelta

import pytest

from poai.actions.choosing import Reached
from poai.actions.consents import kept, withdraw
from poai.actions.moving import move
from poai.actions.referring import Wanted, prepare, refer
from poai.actions.working import act, ask_again
from poai.domain.audit import Event
from poai.domain.consent import Field
from poai.domain.errors import (
    ConsentError,
    InvalidError,
    NotFoundError,
    OpenReferralError,
    PoaiError,
    RepeatedError,
    StaleError,
)
from poai.domain.letters import Letter
from poai.domain.referral import Answer, Name, Outcome, Reason, Referral, Status
from poai.store import Goals, Redirects
from tests.actions.casework import Casework
from tests.actions.cast import Cast
from tests.actions.referrers import LISTINGS, WORDS, agreed, referrers, wanted


@pytest.fixture
def work(cast: Cast) -> Casework:
    return referrers(cast)


def sent(work: Casework, *wants: Wanted, name: str = "nora", key: str = "", draft: bool = False) -> list[str]:
    return refer(work.office, work[name], work.ivy.id, wants, WORDS, now=work.cast.now, key=key, draft=draft)


def every(work: Casework) -> list[Referral]:
    with work.office.work(work.cast.now, "test") as unit:
        return unit.referrals(work["lena"]).of_person(work.ivy.id, "referral:read", work.cast.now)  # type: ignore[arg-type]


def the(work: Casework, identity: str) -> Referral:
    return next(one for one in every(work) if one.id == identity)


def told(work: Casework, identity: str) -> dict[str, str]:
    with work.office.work(work.cast.now, "test") as unit:
        shared = unit.referrals_of_nobody().shared(identity)
    return {one.field: one.words for one in shared.told} | {"ask": shared.ask}


def test_s44_a_referral_without_consent_is_not_made(work: Casework) -> None:
    for asked in (wanted(work, "tea", asked=False), wanted(work, "tea", Field.RISKS, asked=False)):
        with pytest.raises(ConsentError):
            sent(work, asked)
    other = agreed(work, "library")
    with pytest.raises(ConsentError):
        sent(work, Wanted(listing=LISTINGS["tea"], ask="", fields=other.fields, agreed=other))
    assert every(work) == []
    assert work.cast.letters() == []


def test_several_groups_are_asked_in_one_go_each_with_consent_of_its_own(work: Casework) -> None:
    ids = sent(work, wanted(work, "tea", Field.ADDRESS), wanted(work, "books"), wanted(work, "quiet-hour"))
    assert {one.status for one in every(work)} == {Status.SENT}
    assert {one.id for one in every(work)} == set(ids)
    _, consents = kept(work.office, work["nora"], work.ivy.id, now=work.cast.now)
    assert {one.consent.organisation for one in consents} == {"friends", "library", "quiet-group"}
    letters = [letter for letter in work.cast.letters() if letter.letter == Letter.REFERRAL_SENT]
    assert {letter.to for letter in letters} == {"olga@example.org", "omar@example.org"}
    assert work.cast.count(Event.REFERRAL_MADE) == 3


def test_all_or_nothing(work: Casework) -> None:
    for wrong in (wanted(work, "silence"), wanted(work, "books", asked=False)):
        with pytest.raises(PoaiError):
            sent(work, wanted(work, "tea"), wrong)
    assert every(work) == []
    assert kept(work.office, work["nora"], work.ivy.id, now=work.cast.now)[1] == []
    assert work.cast.letters() == []


def test_consent_in_force_is_enough_and_for_less_too_but_not_for_more(work: Casework) -> None:
    sent(work, wanted(work, "tea", Field.NEEDS, Field.ADDRESS))
    (second,) = sent(work, wanted(work, "walks", Field.NEEDS, asked=False))
    assert the(work, second).status is Status.SENT
    assert len(kept(work.office, work["nora"], work.ivy.id, now=work.cast.now)[1]) == 1
    work.cast.later(days=181)
    with pytest.raises(ConsentError):
        sent(work, wanted(work, "tea", asked=False))


def test_the_group_sees_what_was_ticked_as_it_was_then_and_the_words_asked_of_them(work: Casework) -> None:
    with work.office.work(work.cast.now, "test") as unit:
        goals = Goals(unit.connection, unit.keys())
        by = work["nora"].id
        goals.add(
            work.ivy.id, statement="active", words="walk to the sea", importance=9, by=by, now=work.cast.now
        )
    (first,) = sent(work, wanted(work, "tea", Field.GOALS))
    (second,) = sent(work, wanted(work, "books"))
    shown = told(work, first)
    assert shown == {
        "names": "Ivy Northerner",
        "reach": "by post",
        "goals": "walk to the sea",
        "ask": "Please ring on a Tuesday",
    }
    assert set(told(work, second)) == {"names", "reach", "ask"}


def test_what_is_shown_before_sending_is_what_is_sent(work: Casework) -> None:
    fields = frozenset({Field.NAMES, Field.CONTACT, Field.GOALS})
    chosen = [LISTINGS["tea"], LISTINGS["quiet-hour"], LISTINGS["silence"]]
    before = prepare(work.office, work["nora"], work.ivy.id, chosen, WORDS, now=work.cast.now)
    assert before.consents == {}
    reached = {slug: known.reached for slug, known in before.known.items()}
    assert reached == {"tea": Reached.MEMBERS, "quiet-hour": Reached.LETTER, "silence": Reached.NOT}
    (one,) = sent(work, wanted(work, "tea", Field.GOALS))
    assert {told.field: told.words for told in before.shown(fields).told} == {
        field: words for field, words in told(work, one).items() if field != "ask"
    }
    after = prepare(work.office, work["nora"], work.ivy.id, chosen, WORDS, now=work.cast.now)
    assert after.consents["friends"].fields == fields
    assert after.known["tea"].open
    assert after.known["tea"].open.id == one


def test_somebody_is_not_sent_twice_to_the_same_while_the_first_is_open(work: Casework) -> None:
    (first,) = sent(work, wanted(work, "tea"))
    with pytest.raises(OpenReferralError) as caught:
        sent(work, wanted(work, "books"), wanted(work, "tea", asked=False))
    assert caught.value.referral == first
    assert len(every(work)) == 1
    version = the(work, first).version
    declined = Answer(reason=Reason.FULL)
    move(work.office, work["olga"], first, Name.DECLINE, version=version, answer=declined, now=work.cast.now)
    assert sent(work, wanted(work, "tea", asked=False)) != [first]


def test_s54_the_same_form_sent_again_does_nothing_and_answers_the_same(work: Casework) -> None:
    first = sent(work, wanted(work, "tea"), key="k1")
    assert sent(work, wanted(work, "tea"), key="k1") == first
    with pytest.raises(RepeatedError):
        sent(work, wanted(work, "books"), key="k1")
    assert len(every(work)) == 1
    assert work.cast.count(Event.CONSENT_GIVEN) == 1


def test_s54_twenty_at_once_make_one(work: Casework) -> None:
    answers: list[object] = []

    def send() -> None:
        try:
            answers.append(tuple(sent(work, wanted(work, "tea"), key="k2")))
        except PoaiError as error:
            answers.append(error)

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (one,) = every(work)
    assert answers == [(one.id,)] * 20
    assert len(work.cast.letters()) == 1


def test_nobody_but_the_worker_and_the_lead_refers(work: Casework) -> None:
    for name in set(work.actors) - {"nora", "lena"}:
        with pytest.raises(NotFoundError):
            sent(work, wanted(work, "tea"), name=name)
        with pytest.raises(NotFoundError):
            prepare(work.office, work[name], work.ivy.id, [], WORDS, now=work.cast.now)
    assert every(work) == []


def test_a_draft_is_seen_by_no_group_until_it_is_sent(work: Casework) -> None:
    (draft,) = sent(work, wanted(work, "tea"), draft=True)
    assert the(work, draft).status is Status.DRAFT
    assert not work.sees("olga", the(work, draft))
    assert work.cast.letters() == []
    with pytest.raises(StaleError):
        act(work.office, work["nora"], draft, Name.SEND, version=3, now=work.cast.now)
    with pytest.raises(NotFoundError):
        act(work.office, work["sami"], draft, Name.SEND, version=0, now=work.cast.now)
    for _ in range(2):  # a double click
        act(work.office, work["nora"], draft, Name.SEND, version=0, now=work.cast.now, key="k3")
    assert work.sees("olga", the(work, draft))
    assert [letter.letter for letter in work.cast.letters()] == [Letter.REFERRAL_SENT]


def test_asked_again_it_keeps_its_past_and_after_a_withdrawal_needs_consent_anew(work: Casework) -> None:
    (one,) = sent(work, wanted(work, "tea", Field.ADDRESS))
    consent = the(work, one).consent
    withdraw(work.office, work["nora"], work.ivy.id, consent, why="not now", now=work.cast.now)
    version = the(work, one).version

    def again(*fields: Field, ask: bool, why: str = "they would like to after all") -> Referral:
        ask_again(
            work.office,
            work["nora"],
            one,
            version=version,
            why=why,
            agreed=agreed(work, "friends", *fields) if ask else None,
            words=WORDS,
            now=work.cast.now,
            key="k4",
        )
        return the(work, one)

    with pytest.raises(InvalidError):
        again(ask=True, why=" ")
    with pytest.raises(ConsentError):
        again(ask=False)
    after = again(Field.LANGUAGE, ask=True)
    assert again(Field.LANGUAGE, ask=True) == after
    assert after.status is Status.SENT
    assert after.consent != consent
    assert "address" not in told(work, one)
    assert told(work, one)["ask"] == "Please ring on a Tuesday"
    assert work.sees("olga", after)
    with work.office.work(work.cast.now, "test") as unit:
        moves = [made.move for made in unit.referrals_of_nobody().history(one)]
    assert moves == [Name.SEND, Name.WITHDRAW, Name.REOPEN]


def test_what_is_asked_is_checked(work: Casework) -> None:
    long = Wanted(listing=LISTINGS["tea"], ask="a" * 2001, fields=frozenset(), agreed=agreed(work, "friends"))
    for wants, field, reason in (
        ([long], "tea.ask", "too-long"),
        ([], "listing", "missing"),
        ([wanted(work, "tea")] * 11, "listing", "too-many"),
        ([wanted(work, "silence")], "listing", "unreachable"),
    ):
        with pytest.raises(InvalidError) as caught:
            sent(work, *wants)
        assert (caught.value.field, caught.value.reason) == (field, reason)


def test_what_groups_answered_is_known_of_them_for_sixty_days_and_of_nobody_by_name(work: Casework) -> None:
    day = work.cast.now.date()
    work.referral(Status.WAITING, listing="tea", of=work.person("Una"))
    work.referral(Status.DECLINED, listing="walks", of=work.person("Ulf"))
    chosen = [LISTINGS["tea"], LISTINGS["walks"], LISTINGS["books"]]
    known = prepare(work.office, work["nora"], work.ivy.id, chosen, WORDS, now=work.cast.now).known
    tea, walks = known["tea"].capacity, known["walks"].capacity
    assert tea
    assert walks
    assert (tea.said, tea.on, tea.until, tea.waiting) == ("waiting", day, day + timedelta(days=30), 1)
    assert (walks.said, walks.waiting) == ("full", 0)
    assert known["books"].capacity is None
    assert known["tea"].before == ()
    work.cast.later(days=61)
    later = prepare(work.office, work["nora"], work.ivy.id, chosen, WORDS, now=work.cast.now).known
    assert later["walks"].capacity is None
    assert later["tea"].capacity
    assert later["tea"].capacity.said is None


def test_where_somebody_has_been_before_is_known_with_what_came_of_it(work: Casework) -> None:
    before = work.referral(Status.ENDED, listing="tea")
    known = prepare(work.office, work["nora"], work.ivy.id, [LISTINGS["tea"]], WORDS, now=work.cast.now).known
    assert [one.id for one, _ in known["tea"].before] == [before.id]
    last = known["tea"].before[0][1]
    assert last
    assert last.answer.outcome is Outcome.HELPED


def test_an_open_referral_to_what_became_part_of_another_counts_for_that_one(work: Casework) -> None:
    (first,) = sent(work, wanted(work, "tea"))
    tea, walks = LISTINGS["tea"], LISTINGS["walks"]
    with work.cast.store.work() as connection:
        Redirects(connection).lead(
            tea.slug,
            walks.slug,
            old_id=tea.id,
            new_id=walks.id,
            made_by="a test",
            why="the same",
            now=work.cast.now,
        )
    before = prepare(work.office, work["nora"], work.ivy.id, [walks], WORDS, now=work.cast.now)
    assert before.known["walks"].open
    assert before.known["walks"].open.listing == "tea"  # it keeps what it was sent about
    with pytest.raises(OpenReferralError) as caught:
        sent(work, wanted(work, "walks"))
    assert caught.value.referral == first
