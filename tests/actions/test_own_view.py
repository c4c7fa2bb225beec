"""A code opens one person's view and no other, for a while, and is kept nowhere."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from poai.actions.own_view import MINUTES, consent_to_stop, enter, look, make_code, stop
from poai.domain.errors import NotFoundError, SignedOutError, SignInError, StaleError
from poai.domain.letters import Letter
from poai.domain.referral import Status
from poai.domain.sharing import KNOWN_FOR
from poai.store.person_tables import person
from poai.store.referral_tables import once
from tests.actions.casework import Casework
from tests.actions.cast import ADDRESS, Cast


@pytest.fixture
def work(cast: Cast) -> Casework:
    return Casework(cast)


def test_a_code_opens_its_persons_view_however_it_is_typed(work: Casework) -> None:
    made = make_code(work.office, work["nora"], work.ivy.id, now=work.cast.now)
    one = work.referral(Status.ACCEPTED)
    work.referral(Status.ERROR, listing="made-in-error")
    for reference, code in (
        (work.ivy.reference, made.code),
        (work.ivy.reference.lower(), made.code.replace("-", " ").lower()),
        (work.ivy.reference.replace("-", ""), f" {made.code} ".replace("0", "o").replace("1", "l")),
    ):
        entered = enter(work.office, reference, code, now=work.cast.now, address=ADDRESS)
        found = look(work.office, entered.token, now=work.cast.now)
        assert [each.referral.id for each in found.standings] == [one.id], "not what was made in error"
        assert (found.team, found.worker) == ("North team", "Nora")
        assert found.until == work.cast.now + timedelta(minutes=MINUTES)


def test_a_code_is_told_once_and_kept_nowhere(work: Casework) -> None:
    made = make_code(work.office, work["nora"], work.ivy.id, now=work.cast.now, key="k")
    again = make_code(work.office, work["nora"], work.ivy.id, now=work.cast.now, key="k")
    assert made.code == again.code
    assert work.cast.events()[-2:] == ["own-view-code-made", "person-read"], "both times somebody saw it"
    with work.cast.store.read() as connection:
        kept = [repr(tuple(row)) for table in (person, once) for row in connection.execute(select(table))]
    assert made.code not in "".join(kept) + work.cast.dump()
    newer = make_code(work.office, work["nora"], work.ivy.id, now=work.cast.now, key="l")
    assert newer.code != made.code
    with pytest.raises(StaleError):
        make_code(work.office, work["nora"], work.ivy.id, now=work.cast.now, key="k")


def test_who_may_not_work_with_somebody_makes_no_code(work: Casework) -> None:
    for name in ("neil", "sami", "lars", "olga", "ada", "gus"):
        with pytest.raises(NotFoundError):
            make_code(work.office, work[name], work.ivy.id, now=work.cast.now)


def test_nobody_without_a_code_is_let_in_with_none(work: Casework) -> None:
    for code in ("", "-", "None", "0000-0000"):
        with pytest.raises(SignInError):
            enter(work.office, work.ivy.reference, code, now=work.cast.now, address=ADDRESS)


def test_a_view_ends_with_its_time_and_with_a_clock_that_was_put_back(work: Casework) -> None:
    """s58: neither makes it last longer."""
    code = make_code(work.office, work["nora"], work.ivy.id, now=work.cast.now).code
    entered = enter(work.office, work.ivy.reference, code, now=work.cast.now, address=ADDRESS)
    for step in (timedelta(minutes=MINUTES), timedelta(days=1), -timedelta(seconds=1), -timedelta(days=1)):
        with pytest.raises(SignedOutError):
            look(work.office, entered.token, now=work.cast.now + step)
    assert look(work.office, entered.token, now=work.cast.now).team == "North team"


def test_s44_only_ones_own_consent_can_be_stopped_and_everything_that_stands_on_it_is(work: Casework) -> None:
    ash = work.person("Ash Southerner", "sami")
    theirs = work.referral(Status.SENT, of=ash, maker="sami")
    first, over = work.referrals(Status.ACCEPTED, ["tea", "walks"])[0], work.referral(Status.DECLINED)
    code = make_code(work.office, work["nora"], work.ivy.id, now=work.cast.now).code
    token = enter(work.office, work.ivy.reference, code, now=work.cast.now, address=ADDRESS).token
    for consent in (theirs.consent, "no-such-consent"):
        with pytest.raises(NotFoundError):
            stop(work.office, token, consent, now=work.cast.now)
    assert consent_to_stop(work.office, token, first.consent, now=work.cast.now).id == first.consent
    assert stop(work.office, token, first.consent, now=work.cast.now) == 2
    with pytest.raises(NotFoundError):
        stop(work.office, token, first.consent, now=work.cast.now)
    assert work.now_is(first).status is Status.WITHDRAWN
    assert not work.sees("olga", first)
    assert work.now_is(theirs).status is Status.SENT
    assert work.now_is(over).status is Status.DECLINED
    told = {(letter.to, letter.letter) for letter in work.cast.letters()}
    assert ("olga@example.org", Letter.REFERRAL_STOPPED) in told
    assert ("nora@example.org", Letter.REFERRAL_MOVED) in told


def test_a_group_that_no_longer_sees_whom_it_was_about_is_not_said_to(work: Casework) -> None:
    work.referrals(Status.DECLINED, ["tea"])
    work.referrals(Status.ENDED, ["walks"])
    for later, seen in (
        (timedelta(), {"tea": False, "walks": True}),
        (KNOWN_FOR, dict.fromkeys(("tea", "walks"), False)),
    ):
        now = work.cast.now + later
        code = make_code(work.office, work["nora"], work.ivy.id, now=now).code
        token = enter(work.office, work.ivy.reference, code, now=now, address=ADDRESS).token
        found = look(work.office, token, now=now)
        assert {one.referral.listing: one.seen for one in found.standings} == seen


def test_s44_a_group_that_is_stopped_sees_nothing_more_whatever_else_it_was_agreed_on(work: Casework) -> None:
    """The page asks whether to stop sharing with the group, and says that it then sees nothing."""
    older, newer = work.referral(Status.ACCEPTED, listing="tea"), work.referral(Status.SENT, listing="walks")
    elsewhere = work.referral(Status.SENT, organisation="library")
    code = make_code(work.office, work["nora"], work.ivy.id, now=work.cast.now).code
    token = enter(work.office, work.ivy.reference, code, now=work.cast.now, address=ADDRESS).token
    assert stop(work.office, token, newer.consent, now=work.cast.now) == 2
    assert not work.sees("olga", newer)
    assert not work.sees("olga", older)
    assert work.sees("omar", elsewhere)
    assert [one.organisation for one in look(work.office, token, now=work.cast.now).consents] == ["library"]
