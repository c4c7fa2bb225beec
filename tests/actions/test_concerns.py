"""What people say is not right is heard by who can act, once, until it was dealt with."""

import pytest

from poai.actions.concerns import MOST, deal, said_by, say
from poai.actions.own_view import enter, make_code
from poai.actions.tick import tick
from poai.domain.audit import Event
from poai.domain.errors import InvalidError, NotFoundError, ThrottledError
from poai.domain.letters import Letter
from poai.domain.person import Person
from poai.domain.referral import Status
from poai.store import Keys, People
from tests.actions.casework import Casework
from tests.actions.cast import ADDRESS, Cast


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def token(work: Casework, worker: str, who: Person) -> str:
    """What a person's browser keeps."""
    code = make_code(work.office, work[worker], who.id, now=work.cast.now).code
    return enter(work.office, who.reference, code, now=work.cast.now, address=ADDRESS).token


def heard(work: Casework) -> list[str]:
    """Who was told by letter, which names nobody."""
    letters = work.cast.letters()
    assert {letter.letter for letter in letters} <= {Letter.REFERRAL_CONCERN}
    assert all(letter.values.keys() == {"link"} for letter in letters)
    return sorted(letter.to.partition("@")[0] for letter in letters)


def test_the_worker_hears_once_until_it_is_dealt_with(work: Casework) -> None:
    ivys = token(work, "nora", work.ivy)
    for words in ("nobody came", "still nobody"):
        say(work.office, ivys, words, now=work.cast.now)
    assert heard(work) == ["nora"]
    for one in said_by(work.office, work["lena"], work.ivy.id, now=work.cast.now).concerns:
        deal(work.office, work["nora"], work.ivy.id, one.id, now=work.cast.now)
        deal(work.office, work["nora"], work.ivy.id, one.id, now=work.cast.now)
    assert work.cast.count(Event.CONCERN_SEEN) == 2
    say(work.office, ivys, "again", now=work.cast.now)
    assert heard(work) == ["nora"]


def test_while_nobody_works_with_somebody_those_who_lead_the_team_hear(work: Casework) -> None:
    ivys = token(work, "nora", work.ivy)
    with work.cast.store.work() as connection:
        People(connection, work["lena"], Keys.load(connection, work.cast.secret)).move(
            work.ivy.id, worker="", version=work.ivy.version
        )
    say(work.office, ivys, "nobody came", now=work.cast.now)
    assert heard(work) == ["lena"]
    assert tick(work.office, work.cast.now).letters == 1
    assert [letter.to for letter in work.cast.letters()] == ["lena@example.org"]


def test_nothing_is_said_about_another_persons_referral_or_dealt_with_by_another_team(work: Casework) -> None:
    ash = work.person("Ash Southerner", "sami")
    theirs, own = work.referral(Status.SENT, of=ash, maker="sami"), work.referral(Status.SENT)
    ivys = token(work, "nora", work.ivy)
    with pytest.raises(NotFoundError):
        say(work.office, ivys, "not mine", referral=theirs.id, now=work.cast.now)
    with pytest.raises(InvalidError, match="missing"):
        say(work.office, ivys, " \n ", now=work.cast.now)
    say(work.office, ivys, "mine", referral=own.id, now=work.cast.now)
    (one,) = said_by(work.office, work["nora"], work.ivy.id, now=work.cast.now).concerns
    assert (one.words, one.referral) == ("mine", own.id)
    assert said_by(work.office, work["sami"], ash.id, now=work.cast.now).concerns == ()
    for name, who in (("sami", work.ivy), ("sami", ash), ("neil", work.ivy)):
        with pytest.raises(NotFoundError):
            deal(work.office, work[name], who.id, one.id, now=work.cast.now)
    assert heard(work) == ["nora"]


def test_nobody_floods_a_worker_with_what_is_not_right(work: Casework) -> None:
    ivys = token(work, "nora", work.ivy)
    for number in range(MOST):
        say(work.office, ivys, f"not right, {number}", now=work.cast.now)
    with pytest.raises(ThrottledError):
        say(work.office, ivys, "once more", now=work.cast.now)
    work.cast.later(minutes=6)
    say(work.office, ivys, "something else", now=work.cast.now)
