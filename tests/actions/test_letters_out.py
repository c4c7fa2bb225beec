"""A letter is written by who works with somebody, and to a GP only if they agreed."""

from dataclasses import replace

import pytest

from poai.actions import letters_out
from poai.actions.letters_out import Written
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError
from poai.domain.referral import Status
from poai.store import Goals, Keys, People
from tests.actions.casework import Casework
from tests.actions.cast import Cast

WORDS = "Ivy asked me to write to you."


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def known_to_a_practice(work: Casework) -> None:
    with work.cast.store.work() as connection:
        people = People(connection, work["nora"], Keys.load(connection, work.cast.secret))
        people.change(
            work.ivy.id,
            names=work.ivy.names,
            details=replace(work.ivy.details, matters="My dog"),
            practice="Example Practice",
            version=work.ivy.version,
            by=work["nora"].id,
            now=work.cast.now,
        )


def gp(work: Casework, who: str = "nora", words: str = WORDS, *, agreed: bool = True) -> Written:
    return letters_out.gp_letter(
        work.office, work[who], work.ivy.id, words=words, agreed=agreed, now=work.cast.now
    )


def test_the_gp_is_told_what_there_is_once_the_person_agrees(work: Casework) -> None:
    known_to_a_practice(work)
    one = work.referral(Status.DECLINED)
    with work.cast.store.work() as connection:
        Goals(connection, Keys.load(connection, work.cast.secret)).add(
            work.ivy.id,
            statement="s",
            words="To walk again",
            importance=8,
            by=work["nora"].id,
            now=work.cast.now,
        )
    with pytest.raises(InvalidError, match="agreed"):
        gp(work, agreed=False)
    assert work.cast.count(Event.EXPORTED) == 0
    letter = gp(work)
    assert (letter.words, letter.team, letter.record.person.practice) == (
        WORDS,
        "North team",
        "Example Practice",
    )
    assert [goal.words for goal in letter.record.goals] == ["To walk again"]
    assert [each.referral.id for each in letter.record.asked] == [one.id]
    assert work.cast.trail()[-1].detail == {"kind": "gp-letter"}


def test_a_letter_goes_to_a_practice_that_is_known_and_says_something(work: Casework) -> None:
    with pytest.raises(InvalidError, match="practice"):
        gp(work)
    known_to_a_practice(work)
    with pytest.raises(InvalidError, match="words"):
        gp(work, words=" ")


def test_s20_only_who_works_with_somebody_writes(work: Casework) -> None:
    known_to_a_practice(work)
    for who in ("neil", "sami", "lars", "olga", "ada", "gus", "stew"):
        with pytest.raises(NotFoundError):
            gp(work, who)
        with pytest.raises(NotFoundError):
            letters_out.summary(work.office, work[who], work.ivy.id, words=WORDS, now=work.cast.now)
    assert work.cast.count(Event.EXPORTED) == 0
    gp(work, "lena")


def test_who_may_only_look_is_told_so(work: Casework) -> None:
    writes = [
        letters_out.begin(work.office, work[who], work.ivy.id, now=work.cast.now)[1]
        for who in ("nora", "lena", "neil")
    ]
    assert writes == [True, True, False]


def test_a_summary_needs_nobodys_leave(work: Casework) -> None:
    written = letters_out.summary(work.office, work["nora"], work.ivy.id, words=WORDS, now=work.cast.now)
    assert written.record.person == work.ivy
    assert work.cast.trail()[-1].detail == {"kind": "summary"}
